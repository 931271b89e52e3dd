import { useMockServer } from 'callcamp-mock/playwright'

const test = useMockServer('http://127.0.0.1:9')

test('never begins', () => undefined)
