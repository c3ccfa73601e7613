#!/usr/bin/env bash
# vitepress 1.6.4: the search index's renderer is given a markdown reader without the function its documentation calls.
#
# Expected: the example of the documentation builds with the release that npm installs: async _render(src, env, md) { const html = await md.renderAsync(src, env); ... }
# Happens: "md.renderAsync is not a function", and the whole site fails to build. The page describes what comes after this release, which "npm install vitepress" still brings; md.render(src, env)
#   is the one that works in it.
# Why it matters here: the rule library is a site whose search knows people's own words for a rule (site/.vitepress/config.mts), which are added in this very function.
# Source: https://vitepress.dev/reference/default-theme-search#custom-content-renderer
set -euo pipefail
cd "$(mktemp -d)"
trap 'rm -rf "$PWD"' EXIT
echo '{ "type": "module", "private": true }' > package.json
npm install --silent --no-audit --no-fund vitepress@1.6.4
mkdir -p site/.vitepress
printf '%s\n' '# Churn' '' 'Customers who leave.' > site/index.md
config() {
  cat > site/.vitepress/config.mjs <<JS
export default { themeConfig: { search: { provider: "local", options: { async _render(src, env, md) { return await md.$1(src, env); } } } } };
JS
}
try() {
  config "$1"
  if npx vitepress build site > build.log 2>&1; then echo "$1: built"; else echo "$1: $(grep -o 'md.renderAsync is not a function' build.log | head -1)"; fi
}
seen=$(try render; try renderAsync)
echo "$seen"
[ "$seen" = $'render: built\nrenderAsync: md.renderAsync is not a function' ] || { echo "changed: read this finding again"; exit 1; }
