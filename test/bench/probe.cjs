/**
 * Loaded into the main process of a measured app before the app itself (`electron -r`), so that the app needs no hook
 * of its own. Writes lines `bench {…}` to standard output; all times are Unix milliseconds with fractions. Once the
 * rows that LAYERYARD_BENCH_ROWS asks for are painted it does nothing any more.
 */
const { subscribe } = require('node:diagnostics_channel');
const { app } = require('electron');

/** @param {object} mark */
const say = (mark) => process.stdout.write(`bench ${JSON.stringify(mark)}\n`);
const rows = Number(process.env.LAYERYARD_BENCH_ROWS ?? '0');

/** @typedef {{ firstPaint: number, rows: number, usable: number }} PaintTimes */

/**
 * Runs in the page: answers when it has painted what is waited for. `wanted` images in the table, 0 for none.
 *
 * @param {number} wanted
 * @returns {Promise<PaintTimes>}
 */
async function watchPage(wanted) {
  const epoch = () => performance.timeOrigin + performance.now();
  const firstPaint = new Promise((resolve) => {
    new PerformanceObserver((list, observer) => {
      const entry = list.getEntriesByName('first-contentful-paint')[0];
      if (!entry) return;
      observer.disconnect();
      resolve(performance.timeOrigin + entry.startTime);
    }).observe({ type: 'paint', buffered: true });
  });
  /** The task behind a frame's callbacks runs when that frame has been handed on. */
  const painted = () =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(epoch());
        port2.postMessage(null);
      });
    });
  /** @param {() => boolean} test */
  const when = (test) =>
    new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (!test()) return;
        observer.disconnect();
        resolve(painted());
      });
      observer.observe(document, { subtree: true, childList: true, attributes: true });
      if (test()) {
        observer.disconnect();
        resolve(painted());
      }
    });
  const hasRows = () =>
    document.querySelector('table[aria-label="Images"]')?.getAttribute('aria-rowcount') === `${wanted + 1}` &&
    document.querySelector('tbody tr') !== null;
  const takesOrders = () =>
    [...document.querySelectorAll('button')].some(
      (button) => button.textContent?.trim() === 'Pull' && !button.disabled,
    );
  if (wanted === 0) return { firstPaint: await firstPaint, rows: 0, usable: 0 };
  const [first, list, usable] = await Promise.all([
    firstPaint,
    when(hasRows),
    when(() => hasRows() && takesOrders()),
  ]);
  return { firstPaint: first, rows: list, usable };
}

subscribe('http.client.request.start', (message) => {
  const { request } = /** @type {{ request: import('node:http').ClientRequest }} */ (message);
  say({ what: 'request', path: request.path, at: performance.timeOrigin + performance.now() });
});

app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', () => {
    // Not the contents' own executeJavaScript: that waits until everything has been loaded.
    contents.mainFrame
      .executeJavaScript(`(${watchPage})(${rows})`)
      .then((times) => say(Object.assign({ what: 'painted' }, times)))
      .catch((error) => say({ what: 'failed', reason: String(error) }));
  });
});
