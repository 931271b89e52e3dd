import { defineByteTests } from './bytes.ts'

defineByteTests()
