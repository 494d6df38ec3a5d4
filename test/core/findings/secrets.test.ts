import { describe, expect, it } from 'vitest';
import { file, findingsOf, imageOf, whiteout } from './made-image';

/** Put together here, so that nobody who searches this repository for leaked secrets finds one. */
const pem = (what: string, body = 'MIIEvQIBADANBgkqhkiG9w0BAQEFAASC') =>
  `-----BEGIN ${what}-----\n${body}\n-----END ${what}-----\n`;
const privateKey = pem(['PRIVATE', 'KEY'].join(' '));
const letters = (count: number) => 'aB3dE5gH7jK9mN1pQ'.repeat(20).slice(0, count);
const hash = ['root:$6', 'salt', `${letters(40)}:19000:0:99999:7:::`].join('$');

/** What is taken for a secret when a file with a content lies in the image. */
async function kindOf(path: string, content: string | Buffer): Promise<string> {
  const { secrets } = await findingsOf([file(path, content)]);
  return secrets.items[0]?.secret ?? 'none';
}

const table = async (files: [string, string | Buffer][]) =>
  Promise.all(files.map(async ([path, content]) => `${path}: ${await kindOf(path, content)}`));

describe('secrets', () => {
  it('are private keys, and not certificates or public keys', async () => {
    expect(
      await table([
        ['root/.ssh/id_ed25519', pem(['OPENSSH PRIVATE', 'KEY'].join(' '))],
        ['root/.ssh/id_rsa', 'a form that is not known here'],
        ['root/.ssh/id_rsa.pub', 'ssh-rsa AAAAB3NzaC1yc2E me@here'],
        ['root/.ssh/id_dsa', 'ssh-dss AAAAB3NzaC1kc3M me@here'],
        ['root/.ssh/id_ecdsa', ' \n'],
        ['etc/ssh/ssh_host_rsa_key', privateKey],
        ['etc/ssh/ssh_host_rsa_key.pub', 'ssh-rsa AAAAB3NzaC1yc2E me@here'],
        ['app/tls.pem', pem('CERTIFICATE') + privateKey],
        ['app/ca.pem', pem('CERTIFICATE')],
        ['app/jwt.key', pem('PUBLIC KEY')],
        ['app/server.key', pem(['RSA PRIVATE', 'KEY'].join(' '))],
        ['usr/share/keyrings/repo.key', pem('PGP PUBLIC KEY BLOCK')],
        ['app/der.key', Buffer.from('308204bd020100300d06092a864886f70d010101', 'hex')],
        ['app/cert.key', Buffer.from('3082034d30820235a0030201020214', 'hex')],
        ['app/octets.key', Buffer.from('3006040100300100', 'hex')],
        ['app/master.key', letters(32)],
        ['app/words.key', 'just some words about keys'],
        ['app/putty.ppk', 'PuTTY-User-Key-File-3: ssh-rsa\n'],
        ['app/keynote.key', 'PK\x03\x04'],
      ]),
    ).toMatchInlineSnapshot(`
      [
        "root/.ssh/id_ed25519: private-key",
        "root/.ssh/id_rsa: private-key",
        "root/.ssh/id_rsa.pub: none",
        "root/.ssh/id_dsa: none",
        "root/.ssh/id_ecdsa: none",
        "etc/ssh/ssh_host_rsa_key: private-key",
        "etc/ssh/ssh_host_rsa_key.pub: none",
        "app/tls.pem: private-key",
        "app/ca.pem: none",
        "app/jwt.key: none",
        "app/server.key: private-key",
        "usr/share/keyrings/repo.key: none",
        "app/der.key: private-key",
        "app/cert.key: none",
        "app/octets.key: none",
        "app/master.key: token",
        "app/words.key: none",
        "app/putty.ppk: private-key",
        "app/keynote.key: none",
      ]
    `);
  });

  it('are key stores with keys in them', async () => {
    const oid = '060b2a864886f70d010c0a01';
    expect(
      await table([
        ['app/id.p12', Buffer.from(`30820a0002010330${oid}02a0`, 'hex')],
        ['app/trust.p12', Buffer.from(`30820a0002010330${oid}03a0`, 'hex')],
        ['app/id.jks', Buffer.from('feedfeed000000020000000100000001', 'hex')],
        ['app/trust.jks', Buffer.from('feedfeed000000020000000100000002', 'hex')],
      ]),
    ).toMatchInlineSnapshot(`
      [
        "app/id.p12: private-key",
        "app/trust.p12: none",
        "app/id.jks: private-key",
        "app/trust.jks: none",
      ]
    `);
  });

  it('are settings that assign something', async () => {
    expect(
      await table([
        ['app/.env', '# local\nDB_PASSWORD=hunter2\n'],
        ['app/.env.production', 'export API="x"\r\n'],
        ['app/deploy.env', 'A=b'],
        ['app/.envrc', 'export A=b'],
        ['app/a/.env', '# nothing here\n\nSOME TEXT\n'],
        ['app/b/.env', 'EMPTY=\nQUOTES=""\nCOMMENT= # later\n'],
        ['app/.env.example', 'DB_PASSWORD=hunter2'],
        ['app/.environment', 'A=b'],
        ['app/wide/.env', Buffer.from('\ufeffA=b\r\n', 'utf16le')],
        ['app/marked/.env', '\ufeffA=b\r\n'],
      ]),
    ).toMatchInlineSnapshot(`
      [
        "app/.env: env-file",
        "app/.env.production: env-file",
        "app/deploy.env: env-file",
        "app/.envrc: env-file",
        "app/a/.env: none",
        "app/b/.env: none",
        "app/.env.example: none",
        "app/.environment: none",
        "app/wide/.env: env-file",
        "app/marked/.env: env-file",
      ]
    `);
  });

  it('are credentials of clouds, registries, packages, git and clusters', async () => {
    expect(
      await table([
        ['root/.aws/credentials', '[default]\naws_secret_access_key = abc/def\n'],
        ['root/.aws/config', '[default]\nregion = eu-west-1\n'],
        ['home/a/.docker/config.json', '{"auths": {"r": {"auth": "dTpw"}}}'],
        ['home/b/.docker/config.json', '{"auths": {}, "credsStore": "pass"}'],
        ['home/a/config.json', '{"auth": "dTpw"}'],
        ['root/.config/gcloud/application_default_credentials.json', '{"refresh_token": "1//0"}'],
        ['app/service-account.json', '{"type": "service_account", "private_key": "k"}'],
        ['app/package.json', '{"private_key": "k"}'],
        ['root/.npmrc', '//registry.example.org/:_authToken=abcdef\n'],
        ['app/.npmrc', '//registry.example.org/:_authToken=$NPM_TOKEN\nsave-exact=true\n'],
        ['root/.pypirc', '[pypi]\nusername = a\npassword = b\n'],
        ['etc/pip.conf', '[global]\nindex-url = https://u:p@example.org/simple\n'],
        ['home/pip.conf', '[global]\nindex-url = https://example.org/simple\n'],
        ['root/.composer/auth.json', '{"github-oauth": {"github.com": "x"}}'],
        ['root/.cargo/credentials.toml', '[registry]\ntoken = "x"\n'],
        ['root/.m2/settings.xml', '<settings><server><password>x</password></server></settings>'],
        ['home/.m2/settings.xml', '<settings><server><password>{kM3yx0Iu=}</password></server></settings>'],
        ['root/.git-credentials', 'https://me:word@example.org\n'],
        ['app/.git/config', '[remote]\nurl = https://me:word@example.org/a.git\n'],
        ['app2/.git/config', '[remote]\nurl = https://example.org/a.git\n'],
        ['root/.kube/config', 'users:\n- user:\n    client-key-data: LS0t\n'],
        ['home/.kube/config', 'clusters: []\nusers: null\n'],
        ['root/.netrc', 'machine example.org login me password word\n'],
        ['root/.pgpass', 'host:5432:db:me:word\n'],
        ['root/.bash_history', 'ls\nexport API_TOKEN=abc\n'],
        ['home/.bash_history', 'ls\ncd /app\n'],
      ]),
    ).toMatchInlineSnapshot(`
      [
        "root/.aws/credentials: cloud-credentials",
        "root/.aws/config: none",
        "home/a/.docker/config.json: registry-credentials",
        "home/b/.docker/config.json: none",
        "home/a/config.json: none",
        "root/.config/gcloud/application_default_credentials.json: cloud-credentials",
        "app/service-account.json: cloud-credentials",
        "app/package.json: none",
        "root/.npmrc: package-credentials",
        "app/.npmrc: none",
        "root/.pypirc: package-credentials",
        "etc/pip.conf: package-credentials",
        "home/pip.conf: none",
        "root/.composer/auth.json: package-credentials",
        "root/.cargo/credentials.toml: package-credentials",
        "root/.m2/settings.xml: package-credentials",
        "home/.m2/settings.xml: none",
        "root/.git-credentials: git-credentials",
        "app/.git/config: git-credentials",
        "app2/.git/config: none",
        "root/.kube/config: kubernetes",
        "home/.kube/config: none",
        "root/.netrc: password-file",
        "root/.pgpass: password-file",
        "root/.bash_history: token",
        "home/.bash_history: none",
      ]
    `);
  });

  it('are hashes of passwords where accounts are kept', async () => {
    expect(
      await table([
        ['etc/shadow', `daemon:*:19000:0:99999:7:::\n${hash}\n`],
        ['etc/shadow-', 'root:*:19000:0:99999:7:::\nme:!:19000::::::\nfree::19000::::::\n'],
        ['app/shadow', hash],
        ['app/.htpasswd', ['me:$apr1', 'salt', letters(22)].join('$')],
        ['b/.htpasswd', '# nobody yet\n'],
      ]),
    ).toMatchInlineSnapshot(`
      [
        "etc/shadow: password-file",
        "etc/shadow-: none",
        "app/shadow: none",
        "app/.htpasswd: password-file",
        "b/.htpasswd: none",
      ]
    `);
  });

  it('are tokens of services in files that may hold them', async () => {
    const tokens = [
      `AKIA${'Q7W2'.repeat(4)}`,
      `ghp_${letters(36)}`,
      `github_pat_${letters(22)}_${letters(59)}`,
      `glpat-${letters(20)}`,
      `xoxb-${letters(24)}`,
      `sk_live_${letters(24)}`,
      `npm_${letters(36)}`,
      `AIza${letters(35)}`,
      `eyJ${letters(20)}.eyJ${letters(20)}.${letters(20)}`,
    ];
    for (const token of tokens) {
      expect(await kindOf('app/app.tfvars', `note = ["${token}"]`), token).toBe('token');
      expect(await kindOf('app/app.tfvars', `note = ["x${token}"]`), token).toBe('none');
    }
    // The one that documentation uses.
    expect(await kindOf('app/app.tfvars', 'note = ["AKIAIOSFODNN7EXAMPLE"]')).toBe('none');
  });

  it('are tokens and keys also where something else was expected', async () => {
    expect(await kindOf('root/.gitconfig', `[github]\nuser = ghp_${letters(36)}\n`)).toBe('token');
    expect(await kindOf('root/.gitconfig', '[user]\nname = me\n')).toBe('none');
    expect(await kindOf('app/.npmrc', `key="${privateKey}"`)).toBe('private-key');
  });

  it('are not the keys that packages bring for their own tests', async () => {
    expect(
      await table([
        ['app/node_modules/tls/test/fixtures/agent.key', privateKey],
        ['usr/lib/python3/dist-packages/x/tests/keycert.pem', privateKey],
        ['usr/share/doc/x/demo.pem', privateKey],
        ['usr/lib/sdk/third_party/requests/tests/certs/server.key', privateKey],
        ['usr/local/go/go.env', 'GOPROXY=direct'],
        ['usr/src/app/test/server.key', privateKey],
        ['app/node_modules/tls/agent.key', privateKey],
        ['app/test/agent.key', privateKey],
      ]),
    ).toMatchInlineSnapshot(`
      [
        "app/node_modules/tls/test/fixtures/agent.key: none",
        "usr/lib/python3/dist-packages/x/tests/keycert.pem: none",
        "usr/share/doc/x/demo.pem: none",
        "usr/lib/sdk/third_party/requests/tests/certs/server.key: none",
        "usr/local/go/go.env: none",
        "usr/src/app/test/server.key: private-key",
        "app/node_modules/tls/agent.key: private-key",
        "app/test/agent.key: private-key",
      ]
    `);
  });

  it('are found however the tar writes the path', async () => {
    expect(await kindOf('./etc/shadow', hash)).toBe('password-file');
    expect(await kindOf('/etc/shadow', hash)).toBe('password-file');
    expect(await kindOf('id_rsa', privateKey)).toBe('private-key');
  });

  it('count only where they can be read: what a later layer removed is leaked, not visible', async () => {
    const { secrets, leaked, overwritten } = await findingsOf(
      [file('a/id_rsa', privateKey), file('b/id_rsa', privateKey), file('c/id_rsa', privateKey)],
      [whiteout('a/id_rsa'), file('b/id_rsa', 'ssh-rsa public now')],
    );
    expect(secrets.items.map(({ path, layer, secret }) => [path, layer, secret])).toEqual([
      ['c/id_rsa', 0, 'private-key'],
    ]);
    expect(leaked.items.map(({ path, secret }) => [path, secret])).toEqual([['a/id_rsa', 'private-key']]);
    expect(overwritten.items.map(({ path, secret }) => [path, secret])).toEqual([
      ['b/id_rsa', 'private-key'],
    ]);
  });

  it('leave nothing of themselves in the index', async () => {
    const { tree } = await imageOf([file('root/.env', 'PASSWORD=hunter2'), file('a.key', privateKey)]);
    const kept = tree.layers[0]?.kept.map(({ content }) => Buffer.from(content).toString());
    expect(kept).toEqual(['secret env-file', 'secret private-key']);
  });
});
