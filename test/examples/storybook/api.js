import { createContext, useContext } from 'react'

/** What components ask the API with: the browser's own fetch, unless a story or a test gives another. */
export const Api = createContext((...args) => fetch(...args))

export const useApi = () => useContext(Api)
