import type { Plugin } from 'rolldown'

interface Topic {
  readonly name: string
  readonly title: string
  readonly file: string
  readonly text: string
}

export function readTopics(): readonly Topic[]

/** Puts the documentation in the place of `src/docs/topics.ts` and `src/docs/site-files.ts`. */
export function documentation(): Plugin

/** Writes `llms.txt` and the skill for coding agents into the built package. */
export function writeAgentFiles(dist: string): void

/** The index of the documentation in the form of llmstxt.org. */
export function toIndex(topics: readonly Topic[]): string

/** A skill: when to use the package, how to start, the rules, and where the rest is. */
export function toSkill(topics: readonly Topic[]): string
