import { test } from 'callcamp-mock/vitest'

// A base URL for the whole project.
test.override({ baseUrl: 'https://api.example.com' })
