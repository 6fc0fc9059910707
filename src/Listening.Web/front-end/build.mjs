// Builds what the pages load: one style sheet, two scripts, the icon and the licences of what they hold.
// Every file is also written compressed, because the pages' server only passes on what it finds here.
// Usage: node front-end/build.mjs OUTPUT, with Listening.Web as the working folder.
import { copyFileSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import { compile } from 'sass'

const output = process.argv[2]
if (!output) throw new Error('Say where to write to: node front-end/build.mjs OUTPUT')

rmSync(output, { recursive: true, force: true })
mkdirSync(output, { recursive: true })

// The alert of MoJ Frontend 11.1.0 still uses a mixin that GOV.UK Frontend 6.6.0 warns about; nothing here can change that.
const logger = { warn: message => { if (!message.includes('key: "govuk-text-colour"')) console.warn(message) } }
const styles = compile('front-end/styles/listening.scss', { style: 'compressed', loadPaths: ['.'], logger })
writeFileSync(join(output, 'listening.css'), styles.css)
copyFileSync('node_modules/govuk-frontend/dist/govuk/govuk-frontend.min.js', join(output, 'govuk-frontend.min.js'))
for (const folder of ['front-end/scripts', 'front-end/images', 'front-end/licences'])
  for (const file of readdirSync(folder)) copyFileSync(join(folder, file), join(output, file))

refuseForeignAddresses(styles.css)
for (const file of readdirSync(output)) compress(join(output, file))

// The pages' security policy would block such a thing silently; a build that fails says so.
function refuseForeignAddresses(css) {
  const found = css.match(/url\((?!["']?data:)[^)]*\)|@import|GDS Transport/)
  if (found) throw new Error(`The style sheet asks for something outside itself: ${found[0]}`)
}

function compress(path) {
  const content = readFileSync(path)
  writeFileSync(`${path}.gz`, gzipSync(content, { level: 9 }))
  writeFileSync(`${path}.br`, brotliCompressSync(content, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
  }))
}
