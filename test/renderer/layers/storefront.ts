import type { SampleLayer } from './fake-layers';

export const privateKey =
  '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmUAAAAEbm9uZQ==\n-----END OPENSSH PRIVATE KEY-----\n';

/** A base with a system, an app with a changed file, a removed key and an opaque folder. */
export const storefront: SampleLayer[] = [
  {
    createdBy: '/bin/sh -c #(nop) ADD file:1f0c in / ',
    entries: [
      { name: 'bin/' },
      {
        name: 'bin/sh',
        content: Buffer.concat([Buffer.from('\x7fELF\0'), Buffer.alloc(300_000, 7)]),
        mode: 0o755,
      },
      { name: 'bin/su', content: Buffer.alloc(4_000, 1), mode: 0o4755 },
      { name: 'etc/' },
      { name: 'etc/motd', content: 'Welcome\n' },
      { name: 'etc/os-release', content: 'ID=alpine\nPRETTY_NAME="Alpine Linux v3.20"\n' },
      { name: 'etc/localtime', type: 'symlink', linkname: '/usr/share/zoneinfo/UTC' },
      { name: 'var/cache/' },
      { name: 'var/cache/old.bin', content: Buffer.alloc(60_000, 2) },
    ],
  },
  {
    createdBy: 'COPY . /app # buildkit',
    entries: [
      { name: 'app/' },
      { name: 'app/server.js', content: 'const port = 3000;\nlisten(port);\n' },
      { name: 'app/id_rsa', content: privateKey, mode: 0o600 },
      { name: 'app/evil\u202egnp.exe', content: 'no picture' },
    ],
  },
  {
    createdBy: 'RUN /bin/sh -c rm /app/id_rsa && sed -i s/3000/8080/ /app/server.js # buildkit',
    entries: [
      { name: 'app/.wh.id_rsa', content: '' },
      { name: 'app/server.js', content: 'const port = 8080;\nlisten(port);\n' },
      { name: 'etc/motd', content: 'Welcome\n', mode: 0o600 },
      { name: 'var/cache/.wh..wh..opq', content: '' },
      { name: 'var/cache/new.bin', content: Buffer.alloc(1_000, 3) },
    ],
  },
];
