/**
 * Loaded into the main process of a measured app before the app itself (`electron -r`), so that the app needs no hook
 * of its own. Writes lines `bench WHAT {…}` to standard output; all times are Unix milliseconds with fractions. Once the
 * rows that LAYERYARD_BENCH_ROWS asks for are painted it does nothing any more.
 */
const { subscribe } = require('node:diagnostics_channel');
const { app } = require('electron');

/** @param {string} what @param {object} mark */
const say = (what, mark) => process.stdout.write(`bench ${what} ${JSON.stringify(mark)}\n`);
const rows = Number(process.env.LAYERYARD_BENCH_ROWS ?? '0');

/** Runs in the page: when it painted something for the first time. */
async function watchFirstPaint() {
  const startTime = await new Promise((resolve) => {
    new PerformanceObserver((list, observer) => {
      const entry = list.getEntriesByName('first-contentful-paint')[0];
      if (!entry) return;
      observer.disconnect();
      resolve(entry.startTime);
    }).observe({ type: 'paint', buffered: true });
  });
  return { firstPaint: performance.timeOrigin + startTime };
}

/**
 * Runs in the page: when it painted the list, and when it took orders besides.
 *
 * @param {number} wanted images in the table
 */
async function watchList(wanted) {
  const epoch = () => performance.timeOrigin + performance.now();
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
  let inDocument = 0;
  const hasRowsNow = () => {
    if (!hasRows()) return false;
    inDocument ||= epoch();
    return true;
  };
  const [list, usable] = await Promise.all([when(hasRowsNow), when(() => hasRows() && takesOrders())]);
  return { inDocument, rows: list, usable };
}

subscribe('http.client.request.start', (message) => {
  const { request } = /** @type {{ request: import('node:http').ClientRequest }} */ (message);
  say('request', { path: request.path, at: performance.timeOrigin + performance.now() });
});

app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', () => {
    // Not the contents' own executeJavaScript: that waits until everything has been loaded.
    const run = (/** @type {string} */ call) => contents.mainFrame.executeJavaScript(call);
    /** @param {string} what @param {string} call */
    const watch = (what, call) => {
      run(call).then(
        (mark) => say(what, Object(mark)),
        (error) => say('failed', { reason: String(error) }),
      );
    };
    watch('first', `(${watchFirstPaint})()`);
    if (rows > 0) watch('list', `(${watchList})(${rows})`);
  });
});
