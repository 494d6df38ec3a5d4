import { describe, expect, test } from 'vitest';
import { emptyRun, readForm } from '../../renderer/features/run/dialog/run-form';
import { groupChanges } from '../../renderer/features/run/group-changes';
import { folderIn, folderName } from '../../renderer/features/run/story/folder-name';

const read = (form: Partial<typeof emptyRun>) =>
  readForm({ ...emptyRun, ...form }, { engineId: 'e', image: 'a:1' });

describe('the form of a run', () => {
  test('asks for the image as it is when nothing is filled in', () => {
    expect(read({})).toEqual({
      input: {
        engineId: 'e',
        image: 'a:1',
        name: '',
        command: '',
        withoutEntrypoint: false,
        environment: {},
        ports: [],
        volumes: [],
        user: '',
        workingDir: '',
      },
      problems: { environment: null, ports: null, volumes: null },
    });
  });

  test('reads ports as the command line does', () => {
    const port = { host: 0, container: 80, protocol: 'tcp', address: '' };
    expect(read({ ports: '80\n8080:80, 127.0.0.1:53:53/udp\n[::1]::80' }).input.ports).toEqual([
      port,
      { ...port, host: 8080 },
      { host: 53, container: 53, protocol: 'udp', address: '127.0.0.1' },
      { ...port, address: '::1' },
    ]);
  });

  test('reads variables and volumes, one a line', () => {
    const { input } = read({
      environment: 'A=b=c\n\nEMPTY=',
      volumes: '/srv:/data:ro\nnamed:/x\nC:\\Users\\ada:/home',
    });
    expect(input.environment).toEqual({ A: 'b=c', EMPTY: '' });
    expect(input.volumes).toEqual([
      { source: '/srv', target: '/data', readOnly: true },
      { source: 'named', target: '/x', readOnly: false },
      { source: 'C:\\Users\\ada', target: '/home', readOnly: false },
    ]);
  });

  test.each([
    ['environment', 'A=1\nB'],
    ['ports', '80, many'],
    ['ports', '70000'],
    ['ports', '1:0'],
    ['volumes', '/only-one'],
    ['volumes', 'a:relative'],
  ] as const)('says which line of %s it does not understand', (field, text) => {
    expect(read({ [field]: text }).problems[field]).toBe(text.split(/\n|, /).at(-1));
  });
});

test('changes are grouped by folder, without folders that only hold them', () => {
  const changes = [
    { path: '/etc', kind: 'changed' as const },
    { path: '/etc/motd', kind: 'changed' as const },
    { path: '/new', kind: 'added' as const },
    { path: '/new/file', kind: 'added' as const },
    { path: '/srv', kind: 'changed' as const },
  ];
  const lines = groupChanges(changes, 100).map(
    ({ folder, changes: inFolder }) => `${folder}: ${inFolder.map(({ name }) => name).join(' ')}`,
  );
  expect(lines).toEqual(['/: new srv', '/etc: motd', '/new: file']);
  expect(groupChanges(changes, 1)).toHaveLength(1);
});

test('folders are written as this computer does', () => {
  expect(folderIn('/home/ada/', 'x')).toBe('/home/ada/x');
  expect(folderIn('C:\\Users', 'x')).toBe('C:\\Users\\x');
  expect(folderName('C:\\Users\\x\\')).toBe('x');
  expect(folderName('/a/b')).toBe('b');
});
