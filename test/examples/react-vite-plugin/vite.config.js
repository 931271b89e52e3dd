import react from '@vitejs/plugin-react'
import { msw } from 'msw/vite'
import { defineConfig } from 'vite'

/** The plugin of msw serves the worker script in development, so that no copy of it lies in `public`. */
export default defineConfig({ plugins: [react(), msw()] })
