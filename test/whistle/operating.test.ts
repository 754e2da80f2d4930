import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folder } from '../support/files.ts'

const ROOT = join(import.meta.dirname, '../..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')
const GUIDES = ['src/whistle/OPERATING.md', 'src/whistle/OPERATING.en.md']

/** What a proxy could tell the program of a visitor. */
const TELLTALES = [
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'X-Real-IP',
  'Forwarded',
  'Via',
  'X-Client-IP',
  'True-Client-IP',
  'CF-Connecting-IP',
]

test('the guide names only commands and files that there are', () => {
  const panel = read('scripts/panel.ts')
  for (const guide of GUIDES) {
    const text = read(guide)
    for (const [, word] of text.matchAll(/npm run panel -- ([a-z-]+)/g))
      expect(panel).toContain(`npm run panel -- ${word}`)
    for (const [, name] of text.matchAll(/`scripts\/deploy\/([\w.-]+)`/g))
      expect(readdirSync(join(ROOT, 'scripts/deploy'))).toContain(name)
  }
})

test('the service, the backup and the commands of the guide read one file of settings, with the site’s address in it', () => {
  const example = read('scripts/deploy/environment')
  for (const name of ['DATA_DIR', 'PUBLIC_URL']) expect(example).toMatch(new RegExp(`^${name}=\\S+$`, 'm'))
  for (const unit of ['sala.service', 'sala-backup.service']) {
    const text = read(`scripts/deploy/${unit}`)
    expect(text).toContain('EnvironmentFile=/etc/sala/environment\n')
    expect(text).not.toMatch(/^Environment=/m)
  }
  const command = `sh -c 'set -a; . /etc/sala/environment; exec "$@"' -`
  for (const guide of GUIDES) expect(read(guide)).toContain(`sudo -u sala ${command} npm run panel -- status`)
  const here = command.replace('/etc/sala/environment', join(ROOT, 'scripts/deploy/environment'))
  const { stdout } = spawnSync('sh', ['-c', `${here} printenv PUBLIC_URL`], { encoding: 'utf8' })
  expect(stdout).toBe('https://sala.example.go.th\n')
})

test('both examples of a web server drop what names a visitor, keep no log of the channel and no upload', () => {
  const [nginx, caddy] = [read('scripts/deploy/nginx.conf'), read('scripts/deploy/Caddyfile')]
  const channel = nginx.slice(nginx.indexOf('location ~ ^/(en/)?(w|panel)'), nginx.indexOf('location / {'))
  for (const name of TELLTALES) {
    expect(channel).toContain(`proxy_set_header ${name} "";`)
    expect(caddy).toContain(`header_up -${name}\n`)
  }
  for (const line of [
    'access_log off;',
    'error_log /dev/null crit;',
    'proxy_request_buffering off;',
    'proxy_max_temp_file_size 0;',
  ])
    expect(channel).toContain(line)
  expect(caddy.match(/log_skip/g)).toHaveLength(2)
  const pattern = /^\/(en\/)?(w|panel)(\/|$)/
  expect(nginx).toContain('^/(en/)?(w|panel)(/|$)')
  expect(caddy).toContain('^/(en/)?(w|panel)(/|$)')
  for (const path of ['/w', '/w/x', '/en/w', '/panel', '/en/panel/reports']) expect(path).toMatch(pattern)
  for (const path of ['/water', '/panels', '/services/w']) expect(path).not.toMatch(pattern)
})

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0

test.skipIf(!hasSystemd)(
  `the units are ones systemd knows${hasSystemd ? '' : ' (skipped: no systemd here)'}`,
  () => {
    const units = readdirSync(join(ROOT, 'scripts/deploy')).filter((name) => /\.(service|timer)$/.test(name))
    const said = verify(units.map((name) => join(ROOT, 'scripts/deploy', name)))
    expect(said.split('\n').filter((line) => line !== '' && !line.includes('is not executable'))).toEqual([])
    for (const line of ['MemorySwapMax=0', 'LimitCORE=0', 'ProtectSystem=strict'])
      expect(read('scripts/deploy/sala.service')).toContain(line)
  },
)

/** What it has to say of them; that the program lies nowhere on this machine is no fault of theirs. */
const verify = (paths: string[]): string =>
  spawnSync('systemd-analyze', ['verify', ...paths], { encoding: 'utf8' }).stderr

const isThere = (program: string, word: string) => spawnSync(program, [word]).status === 0
const hasNginx = isThere('nginx', '-v') && isThere('openssl', 'version')

test.skipIf(!hasNginx)(
  `nginx takes its example as it stands${hasNginx ? '' : ' (skipped: no nginx here)'}`,
  async () => {
    const place = await folder()
    const [chain, key] = [join(place, 'chain.pem'), join(place, 'key.pem')]
    const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-subj', '/CN=sala', '-days', '1']
    spawnSync('openssl', [...made, '-keyout', key, '-out', chain])
    const example = read('scripts/deploy/nginx.conf')
      .replace(/\/etc\/letsencrypt\S+fullchain\.pem/, chain)
      .replace(/\/etc\/letsencrypt\S+privkey\.pem/, key)
    const own = `pid ${place}/pid; error_log ${place}/error.log; events {} http {\n${example}\n}`
    writeFileSync(join(place, 'nginx.conf'), own)
    const { stderr, status } = spawnSync('nginx', ['-t', '-c', join(place, 'nginx.conf')], {
      encoding: 'utf8',
    })
    expect([status, stderr]).toEqual([0, expect.stringContaining('test is successful')])
  },
)
