import { test } from 'callcamp-mock/vitest'

test.override({ baseUrl: 'https://api.example.com', scenario: 'demo' })
