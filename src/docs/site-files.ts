/** The page of the documentation and its script. The build puts them in. Where the sources run as they are, there are none. */
export const page: string | undefined = undefined
export const script: string | undefined = undefined
