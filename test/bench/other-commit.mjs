// Another commit, built in a folder of its own, with the benchmark of this one: so both are asked the same.
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '../..')

/** `folder` holds the benchmark beside the built commit; `remove` takes it all away. */
export function buildOther(rev, say) {
  const tree = mkdtempSync(join(tmpdir(), 'callcamp-bench-'))
  const remove = () => {
    spawnSync('git', ['worktree', 'remove', '--force', tree], { cwd: root })
    rmSync(tree, { recursive: true, force: true })
  }
  try {
    say(`building ${rev}`)
    run('git', ['worktree', 'add', '--detach', '--force', tree, rev], root)
    symlinkSync(join(root, 'node_modules'), join(tree, 'node_modules'), 'dir')
    run(process.execPath, ['.config/build.mjs'], tree)
    const folder = join(tree, 'test/bench')
    rmSync(folder, { recursive: true, force: true })
    cpSync(import.meta.dirname, folder, { recursive: true, filter: (path) => !path.includes('peers/node_modules') })
    return { folder, remove }
  } catch (error) {
    remove()
    throw error
  }
}

function run(command, args, cwd) {
  const { status } = spawnSync(command, args, { cwd, stdio: ['ignore', 2, 2] })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}`)
}
