/**
 * Renders the icons of `assets/icon.svg` and, for the smallest sizes, `assets/icon-small.svg`. The results are
 * tracked, because packages are also built where the renderer does not run: call it after changing a drawing.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Resvg } from '@resvg/resvg-js';
import { IconIcns, IconIco } from '@shockpkg/icon-encoder';
import { runAsScript } from './command.mjs';
import { root } from './root.mjs';

const assets = path.join(root, 'assets');
/** Up to this many pixels the small drawing is the clearer one. */
const small = 32;
const pngSizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
const icoSizes = [16, 24, 32, 48, 64, 128, 256];
/** Kinds of icons inside an ICNS file by their size in pixels, as Apple's iconutil writes them. */
const icnsKinds = {
  ic04: 16,
  ic05: 32,
  ic11: 32,
  ic12: 64,
  ic07: 128,
  ic13: 256,
  ic08: 256,
  ic14: 512,
  ic09: 512,
  ic10: 1024,
};
/** macOS expects the shape to fill 824 of 1024 pixels; ours fills 480 of 512 in its own drawing. */
const macView = (512 * (480 / 512)) / (824 / 1024);

async function main() {
  const drawings = {
    large: await readFile(path.join(assets, 'icon.svg'), 'utf8'),
    small: await readFile(path.join(assets, 'icon-small.svg'), 'utf8'),
  };
  /** @param {number} size */
  const plain = (size) => render(size <= small ? drawings.small : drawings.large, size);
  await mkdir(path.join(assets, 'icons'), { recursive: true });
  for (const size of pngSizes) await writeFile(path.join(assets, `icons/${size}x${size}.png`), plain(size));
  await writeFile(path.join(assets, 'icon.ico'), await ico(plain));
  await writeFile(path.join(assets, 'icon.icns'), await icns(withMargin(drawings.large)));
}

/**
 * @param {string} svg
 * @param {number} size width and height in pixels
 * @returns {Buffer} PNG
 */
function render(svg, size) {
  return new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
}

/** Widens the view of a drawing to the margins that macOS wants. @param {string} svg */
function withMargin(svg) {
  const margin = (macView - 512) / 2;
  return svg.replace('viewBox="0 0 512 512"', `viewBox="${-margin} ${-margin} ${macView} ${macView}"`);
}

/** @param {(size: number) => Buffer} plain */
async function ico(plain) {
  const icon = new IconIco();
  for (const size of icoSizes) await icon.addFromPng(plain(size));
  return icon.encode();
}

/** @param {string} svg */
async function icns(svg) {
  const icon = new IconIcns();
  icon.toc = true;
  for (const [kind, size] of Object.entries(icnsKinds)) await icon.addFromPng(render(svg, size), [kind]);
  return icon.encode();
}

await runAsScript(import.meta.url, main);
