import { describe, expect, test } from 'vitest';
import { dockerfileFromChanges, type StoryInput } from '../../../electron/core/dockerfile/from-changes';

const settings = {
  entrypoint: [],
  command: ['sh'],
  environment: ['PATH=/bin'],
  exposedPorts: [],
  user: '',
  workingDir: '',
};
const plain: StoryInput = {
  baseReference: 'debian:12',
  baseId: 'sha256:abc',
  baseHasTriggers: false,
  imageSettings: settings,
  containerSettings: settings,
  added: [],
  changed: [],
  deleted: [],
  hasRm: true,
  commands: [],
  mounts: [],
};

const textOf = (input: Partial<StoryInput>) => dockerfileFromChanges({ ...plain, ...input }).text;
const notesOf = (input: Partial<StoryInput>) => dockerfileFromChanges({ ...plain, ...input }).notes;

describe('a Dockerfile from changes', () => {
  test('tells what was typed, removes, then adds', () => {
    const text = textOf({
      added: ['/srv', '/srv/a'],
      changed: ['/etc', '/etc/motd'],
      deleted: ['/bin/wget', '/old', '/old/x', '/older'],
      commands: ['apt-get install -y nano', 'vi /etc/motd'],
    });
    expect(text).toBe(`# Written from a container that was changed by hand.
# The base image was sha256:abc.

FROM debian:12

# Typed in the terminal. RUN instructions made of these would tell how the files came to be;
# until then they are added as they were found.
#   $ apt-get install -y nano
#   $ vi /etc/motd

RUN ["rm", "-rf", "--", \\
  "/bin/wget", \\
  "/old", \\
  "/older"]

# A: added, C: changed; all of it in changes.tar, with owners, modes, times and links.
#   C /etc
#   C /etc/motd
#   A /srv
#   A /srv/a
ADD changes.tar /
`);
  });

  test('keeps what the container was run with, where the image differs', () => {
    const text = textOf({
      containerSettings: {
        ...settings,
        environment: ['PATH=/bin', 'GREETING=a "b" $c \\'],
        command: ['/bin/bash', '-l'],
        user: 'ada',
        workingDir: '/srv/$x',
        exposedPorts: ['80/tcp'],
      },
    });
    expect(text.split('\n').slice(-6)).toEqual([
      'ENV GREETING="a \\"b\\" \\$c \\\\"',
      'WORKDIR /srv/\\$x',
      'USER ada',
      'EXPOSE 80/tcp',
      'CMD ["/bin/bash","-l"]',
      '',
    ]);
  });

  test('gives the command again where the entrypoint is another one', () => {
    const text = textOf({ containerSettings: { ...settings, entrypoint: ['/start'] } });
    expect(text).toContain('ENTRYPOINT ["/start"]\nCMD ["sh"]\n');
  });

  test('removes as root and goes back to the user', () => {
    const ada = { ...settings, user: 'ada' };
    const text = textOf({ imageSettings: ada, containerSettings: ada, deleted: ['/x'] });
    expect(text).toMatch(/USER 0:0\nRUN \["rm"[\s\S]*\]\n\nUSER ada\n$/);
  });

  test('lets no name end its comment', () => {
    expect(textOf({ added: ['/a\nRUN evil'], commands: ['x\rRUN evil'] })).not.toMatch(/^RUN evil/m);
  });

  test('quotes names of what is removed', () => {
    expect(textOf({ deleted: ['/a "b"\n$c'] })).toContain('"/a \\"b\\"\\n$c"]');
  });

  test('says what it cannot bring along', () => {
    expect(notesOf({})).toEqual([{ kind: 'nothing-changed', paths: [] }]);
    expect(textOf({ deleted: ['/x'], hasRm: false })).not.toContain('RUN');
    expect(notesOf({ deleted: ['/x', '/x/y'], hasRm: false })).toEqual([{ kind: 'no-rm', paths: ['/x'] }]);
    expect(notesOf({ added: ['/a'], baseReference: '', baseHasTriggers: true, mounts: ['/data'] })).toEqual([
      { kind: 'no-base-name', paths: [] },
      { kind: 'on-build', paths: [] },
      { kind: 'volumes', paths: ['/data'] },
    ]);
    expect(textOf({ baseReference: '' })).toContain('FROM sha256:abc\n');
  });

  test('lists a part of very many files', () => {
    const text = textOf({ added: Array.from({ length: 1000 }, (_, index) => `/f${index}`) });
    expect(text).toContain('#   … and 700 more\n');
  });
});
