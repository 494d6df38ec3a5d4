import { inject, test } from 'vitest';
import { loadManyImages } from '../support/images';
import { callEngine } from '../support/engine-call';
test('many', async () => {
  const e = inject('engines');
  for (const k of [e.classic, e.containerd]) { const t = Date.now(); await loadManyImages(k, 'many/app', 1000); console.log(k.kind, Date.now() - t);
  const l = await callEngine(k, { path: '/images/json' }) as unknown[]; console.log(l.length, Date.now() - t); }
});
