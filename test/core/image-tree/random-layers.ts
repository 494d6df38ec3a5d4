import fc from 'fast-check';
import { ending, member } from '../../support/raw-tar';

/** One line of a random layer, as `f a/b 3`: what it is, its path, its bytes. */
export type Line = string;

const name = fc.constantFrom('a', 'b', 'c');
const path = fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const folder = fc.oneof(
  fc.constant(''),
  path.map((text) => `${text}/`),
);

const line: fc.Arbitrary<Line> = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(path, fc.nat(9)).map(([at, size]) => `f ${at} ${size}`) },
  { weight: 2, arbitrary: path.map((at) => `d ${at}`) },
  { weight: 1, arbitrary: fc.tuple(path, path).map(([at, target]) => `s ${at} ${target}`) },
  { weight: 1, arbitrary: fc.tuple(path, path).map(([at, target]) => `h ${at} ${target}`) },
  { weight: 3, arbitrary: fc.tuple(folder, name).map(([inside, gone]) => `w ${inside}.wh.${gone}`) },
  { weight: 1, arbitrary: folder.map((inside) => `w ${inside}.wh..wh..opq`) },
  { weight: 1, arbitrary: fc.constant('d .') },
);

/** Few names, so that layers meet: overwritten, removed, hidden, replaced, doubled, and of nothing at all. */
export const randomLayers: fc.Arbitrary<Line[][]> = fc.array(fc.array(line, { maxLength: 8 }), {
  maxLength: 5,
});

export const tarOf = (lines: Line[]): Buffer => Buffer.concat([...lines.map(memberOf), ending]);

function memberOf(text: Line, index: number): Buffer {
  const [what, at = '', more = ''] = text.split(' ');
  const named = `${['', './', '/'][index % 3]}${at}`;
  if (what === 'd') return member({ name: `${named}/`, type: '5' });
  if (what === 's') return member({ name: named, type: '2', link: more });
  if (what === 'h') return member({ name: named, type: '1', link: more });
  return member({ name: named }, 'x'.repeat(Number(more)));
}
