import { describe, expect, it } from 'vitest';
import { CodedError } from '../../electron/core/coded-error';
import {
  canonicalReference,
  checkReference,
  familiarName,
  familiarReference,
  isImageId,
  normalize,
  parseReference,
  type ReferenceRule,
  registryOf,
  requireReference,
} from '../../electron/core/reference';

const sha256 = `sha256:${'0123456789abcdef'.repeat(4)}`;
const sha512 = `sha512:${'0123456789abcdef'.repeat(8)}`;
const hex64 = 'a'.repeat(64);

/** text | domain | path | tag | familiar, as github.com/distribution/reference 0.6 answers. */
const valid: [string, string, string, string, string][] = [
  ['nginx', 'docker.io', 'library/nginx', '', 'nginx:latest'],
  ['nginx:1.27-alpine', 'docker.io', 'library/nginx', '1.27-alpine', 'nginx:1.27-alpine'],
  ['library/nginx', 'docker.io', 'library/nginx', '', 'nginx:latest'],
  ['docker.io/nginx', 'docker.io', 'library/nginx', '', 'nginx:latest'],
  ['index.docker.io/nginx', 'docker.io', 'library/nginx', '', 'nginx:latest'],
  ['index.docker.io/me/app', 'docker.io', 'me/app', '', 'me/app:latest'],
  ['docker.io/library/nginx:1', 'docker.io', 'library/nginx', '1', 'nginx:1'],
  // Two folders deep, `library/` is a name like any other.
  ['library/distros/ubuntu', 'docker.io', 'library/distros/ubuntu', '', 'library/distros/ubuntu:latest'],
  ['me/app', 'docker.io', 'me/app', '', 'me/app:latest'],
  ['me/app:V1_2.3-x', 'docker.io', 'me/app', 'V1_2.3-x', 'me/app:V1_2.3-x'],
  ['a/b/c/d', 'docker.io', 'a/b/c/d', '', 'a/b/c/d:latest'],
  // A first part is a domain with a dot, a colon, an upper-case letter, or when it is `localhost`.
  ['ghcr.io/me/app:1', 'ghcr.io', 'me/app', '1', 'ghcr.io/me/app:1'],
  ['localhost/app', 'localhost', 'app', '', 'localhost/app:latest'],
  ['localhost:5000/app', 'localhost:5000', 'app', '', 'localhost:5000/app:latest'],
  ['myregistry/app', 'docker.io', 'myregistry/app', '', 'myregistry/app:latest'],
  ['myregistry:80/app:2', 'myregistry:80', 'app', '2', 'myregistry:80/app:2'],
  ['MyRegistry/app', 'MyRegistry', 'app', '', 'MyRegistry/app:latest'],
  [
    'REGISTRY.Example.COM:443/a/b',
    'REGISTRY.Example.COM:443',
    'a/b',
    '',
    'REGISTRY.Example.COM:443/a/b:latest',
  ],
  ['localhosts/app', 'docker.io', 'localhosts/app', '', 'localhosts/app:latest'],
  ['192.168.1.1:5000/app', '192.168.1.1:5000', 'app', '', '192.168.1.1:5000/app:latest'],
  ['[::1]/app', '[::1]', 'app', '', '[::1]/app:latest'],
  ['[2001:db8::1]:5000/me/app:1', '[2001:db8::1]:5000', 'me/app', '1', '[2001:db8::1]:5000/me/app:1'],
  ['a-b.c--d.example/x', 'a-b.c--d.example', 'x', '', 'a-b.c--d.example/x:latest'],
  // Without a slash a colon starts a tag, even if it looks like a port.
  ['localhost:5000', 'docker.io', 'library/localhost', '5000', 'localhost:5000'],
  // Separators: one dot, one or two underscores, any number of dashes.
  ['a_b__c.d-e---f', 'docker.io', 'library/a_b__c.d-e---f', '', 'a_b__c.d-e---f:latest'],
  ['0', 'docker.io', 'library/0', '', '0:latest'],
  ['a:_', 'docker.io', 'library/a', '_', 'a:_'],
  [`a:${'x'.repeat(128)}`, 'docker.io', 'library/a', 'x'.repeat(128), `a:${'x'.repeat(128)}`],
  // Not quite an id.
  ['a'.repeat(63), 'docker.io', `library/${'a'.repeat(63)}`, '', `${'a'.repeat(63)}:latest`],
  [`me/${hex64}`, 'docker.io', `me/${hex64}`, '', `me/${hex64}:latest`],
  ['abcdef012345', 'docker.io', 'library/abcdef012345', '', 'abcdef012345:latest'],
  // 255 characters without the domain are the most.
  [
    `host.example/${'a/'.repeat(127)}a`,
    'host.example',
    `${'a/'.repeat(127)}a`,
    '',
    `host.example/${'a/'.repeat(127)}a:latest`,
  ],
];

const invalid: [string, ReferenceRule][] = [
  ['', 'empty'],
  [' ', 'bad-characters'],
  [' nginx', 'bad-characters'],
  ['nginx ', 'bad-characters'],
  ['nginx\n', 'bad-characters'],
  ['Nginx', 'uppercase'],
  ['me/App:1', 'uppercase'],
  ['docker.io/Me/app', 'uppercase'],
  ['a//b', 'bad-characters'],
  ['/a', 'bad-characters'],
  ['a/', 'bad-characters'],
  ['-a', 'bad-characters'],
  ['a-', 'bad-characters'],
  ['a/-b', 'bad-characters'],
  ['a..b', 'bad-characters'],
  ['a._b', 'bad-characters'],
  ['a___b', 'bad-characters'],
  ['.a/b', 'bad-characters'],
  ['naïve', 'bad-characters'],
  ['app?tag=1', 'bad-characters'],
  ['https://ghcr.io/me/app', 'bad-characters'],
  ['host:port/app', 'bad-characters'],
  ['host.example:/app', 'bad-characters'],
  ['-host.example/app', 'bad-characters'],
  ['::1/app', 'bad-characters'],
  ['[fe80::1%eth0]/app', 'bad-characters'],
  ['[::ffff:1.2.3.4]/app', 'bad-characters'],
  ['nginx:', 'bad-tag'],
  ['nginx:.1', 'bad-tag'],
  ['nginx:-1', 'bad-tag'],
  ['nginx:a/b', 'bad-characters'],
  ['nginx:1+2', 'bad-tag'],
  ['nginx:a:b', 'bad-tag'],
  [`nginx:${'x'.repeat(129)}`, 'bad-tag'],
  ['nginx@', 'bad-digest'],
  ['nginx@sha256:', 'bad-digest'],
  [`nginx@sha256:${'a'.repeat(63)}`, 'bad-digest'],
  [`nginx@sha256:${'a'.repeat(65)}`, 'bad-digest'],
  [`nginx@sha256:${'A'.repeat(64)}`, 'bad-digest'],
  [`nginx@SHA256:${'a'.repeat(64)}`, 'bad-digest'],
  [`nginx@md5:${'a'.repeat(32)}`, 'bad-digest'],
  [`nginx@${sha256}:1`, 'bad-digest'],
  [`${'a/'.repeat(127)}ab`, 'too-long'],
  [`host.example/${'a/'.repeat(128)}a:1`, 'too-long'],
  [hex64, 'is-an-id'],
  ['sha256:0123456789ab', 'is-an-id'],
  [sha256, 'is-an-id'],
  // The engine refuses to make such a name.
  ['sha256:latest', 'is-an-id'],
  ['sha256', 'is-an-id'],
];

describe('parseReference', () => {
  it.each(valid)('reads %j', (text, domain, path, tag, familiar) => {
    const parsed = requireReference(text);
    expect(parsed).toEqual({ problem: null, domain, path, tag, digest: '' });
    expect(familiarReference(parsed)).toBe(familiar);
  });

  it.each(invalid)('refuses %j: %s', (text, problem) => {
    expect(parseReference(text)).toEqual({ problem, text });
  });

  it('reads digests of every algorithm that engines know, with and without a tag', () => {
    expect(requireReference(`nginx@${sha256}`)).toMatchObject({
      path: 'library/nginx',
      tag: '',
      digest: sha256,
    });
    expect(requireReference(`host:1/app:2@${sha512}`)).toMatchObject({
      domain: 'host:1',
      tag: '2',
      digest: sha512,
    });
    expect(requireReference(`a@sha384:${'b'.repeat(96)}`).digest).toBe(`sha384:${'b'.repeat(96)}`);
  });

  it('adds latest only where neither tag nor digest is written', () => {
    expect(normalize(`nginx@${sha256}`)).toBe(`nginx@${sha256}`);
    expect(normalize(`nginx:1@${sha256}`)).toBe(`nginx:1@${sha256}`);
    expect(canonicalReference(requireReference('nginx'))).toBe('docker.io/library/nginx:latest');
  });

  it('reads its own spellings back as the same reference', () => {
    for (const [text] of valid) {
      const parsed = requireReference(text);
      const spellings = [familiarReference(parsed), canonicalReference(parsed)];
      for (const spelling of spellings) {
        expect({ ...requireReference(spelling), tag: '' }).toEqual({ ...parsed, tag: '' });
        expect(normalize(spelling)).toBe(familiarReference(parsed));
      }
    }
  });

  it('takes texts of any length without stalling', () => {
    expect(parseReference(`${'a-'.repeat(50_000)}!`)).toMatchObject({ problem: 'bad-characters' });
    expect(parseReference(`${'a.'.repeat(50_000)}/b`)).toMatchObject({ problem: 'bad-characters' });
  });
});

describe('names', () => {
  it('leaves out what everybody leaves out', () => {
    expect(familiarName({ domain: 'docker.io', path: 'library/nginx' })).toBe('nginx');
    expect(familiarName({ domain: 'docker.io', path: 'library/' })).toBe('library/');
    expect(familiarName({ domain: 'ghcr.io', path: 'library/nginx' })).toBe('ghcr.io/library/nginx');
  });

  it('keeps texts that are no references when it normalizes', () => {
    expect(['<none>:<none>', sha256, '', 'UPPER'].map(normalize)).toEqual([
      '<none>:<none>',
      sha256,
      '',
      'UPPER',
    ]);
  });

  it('tells the registry that credentials may go to', () => {
    expect(['nginx', 'me/app', 'localhost:5000/app:1', '[::1]:5000/app'].map(registryOf)).toEqual([
      'docker.io',
      'docker.io',
      'localhost:5000',
      '[::1]:5000',
    ]);
  });

  it('throws bad-reference with the rule for a text without a registry', () => {
    const thrown = (() => {
      try {
        return registryOf('Nginx');
      } catch (error) {
        return error;
      }
    })();
    expect(thrown).toBeInstanceOf(CodedError);
    expect(thrown).toMatchObject({
      appError: { code: 'bad-reference', params: { reference: 'Nginx', rule: 'uppercase' } },
    });
  });

  it('knows ids from names', () => {
    expect([sha256, hex64, 'sha256:abcd'].map(isImageId)).toEqual([true, true, true]);
    expect(['abcdef012345', 'nginx', 'sha256:abc', hex64.toUpperCase()].map(isImageId)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('checkReference', () => {
  it('says what a valid text will become', () => {
    expect(checkReference('docker.io/library/nginx')).toEqual({
      valid: true,
      familiar: 'nginx:latest',
      domain: 'docker.io',
      repository: 'nginx',
      tag: 'latest',
      digest: '',
      problem: null,
    });
    expect(checkReference(`ghcr.io/me/app@${sha256}`)).toMatchObject({
      familiar: `ghcr.io/me/app@${sha256}`,
      repository: 'ghcr.io/me/app',
      tag: '',
      digest: sha256,
    });
  });

  it('says why an invalid one is refused', () => {
    expect(checkReference('Bad')).toEqual({
      valid: false,
      familiar: '',
      domain: '',
      repository: '',
      tag: '',
      digest: '',
      problem: 'uppercase',
    });
  });
});
