import { describe, expect, it } from 'vitest';
import { suggestArchiveName } from '../../electron/core/archive-name';

const hex = '0123456789abcdef'.repeat(4);

describe('suggestArchiveName', () => {
  it.each([
    [['nginx:1.27'], 'nginx_1.27.tar'],
    [['nginx'], 'nginx_latest.tar'],
    [['docker.io/library/nginx:1.27-alpine'], 'nginx_1.27-alpine.tar'],
    [['registry.example:5000/team/deep/app:v1'], 'app_v1.tar'],
    [['a__b.c---d:1'], 'a__b.c---d_1.tar'],
    [[`nginx@sha256:${hex}`], 'nginx_0123456789ab.tar'],
    [[`sha256:${hex}`], 'image_0123456789ab.tar'],
    [[hex], 'image_0123456789ab.tar'],
    [['nginx:1', 'redis:7', 'busybox:latest'], 'nginx_1+2.tar'],
    [[], 'images.tar'],
    // Devices of Windows, with and without an ending.
    [['con:1'], 'con_1.tar'],
    [['con.app:1'], '_con.app_1.tar'],
    // Texts that are no references still give a file in the folder at hand.
    [['../../etc/passwd'], 'etc-passwd.tar'],
    [['C:\\x\\y'], 'C-x-y.tar'],
    [['.hidden'], 'hidden.tar'],
    [['<none>:<none>'], 'none-none.tar'],
    [['镜像'], 'image.tar'],
    [['aux'], 'aux_latest.tar'],
    [['AUX'], '_AUX.tar'],
  ])('%j: %s', (references, name) => {
    expect(suggestArchiveName(references)).toBe(name);
  });

  it('is a plain name of bearable length for any text', () => {
    const texts = [
      'a'.repeat(300),
      `me/${'b'.repeat(200)}:${'c'.repeat(128)}`,
      '\u0000\n',
      '....',
      '-',
      'a/b:c d',
      `x:${'.'.repeat(9)}`,
    ];
    for (const text of texts) {
      expect(suggestArchiveName([text])).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,125}\.tar$/);
      expect(suggestArchiveName([text])).not.toMatch(/\.\.tar$/);
    }
  });
});
