/** A page that counts campaigns, and tries again after half a minute where that fails. */
const pageOf = (round) => `<!doctype html>
<title>Campaigns</title>
<p role="status">Loading …</p>
<script type="module">
  async function load(page) {
    for (let attempt = 1; attempt <= 3; attempt += 1) {
      const response = await fetch('http://callcamp.ai/api/campaigns?page=' + page).catch(() => undefined)
      const body = response?.ok ? await response.json().catch(() => undefined) : undefined
      if (body) return body
      await new Promise((resolve) => setTimeout(resolve, 30_000))
    }
    throw new Error('The API is not available')
  }
  async function count() {
    const { total, limit, campaigns } = await load(1)
    let count = campaigns.length
    for (let page = 2; page <= Math.${round}(total / limit); page += 1) count += (await load(page)).campaigns.length
    return count + ' campaigns'
  }
  document.querySelector('[role=status]').textContent = await count().catch(({ message }) => message)
</script>`

/** Forgets a last page that is not full. */
export const brokenPage = pageOf('floor')
export const fixedPage = pageOf('ceil')
