import { spawn } from 'node:child_process';

/**
 * @typedef {object} Display
 * @property {string} name as for DISPLAY
 * @property {() => Promise<void>} stop
 */

/** Whether windows have nowhere to appear. Only Linux can be without a display. */
export function displayIsMissing() {
  return process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY;
}

/**
 * Starts a virtual display on a free number.
 *
 * @returns {Promise<Display>}
 * @throws {Error} when Xvfb is not installed or does not come up
 */
export async function startDisplay() {
  // Without a reset when the last window closes: the next one could come in the middle of it.
  const options = ['-displayfd', '3', '-screen', '0', '1440x900x24', '-nolisten', 'tcp', '-noreset'];
  // Detached: Ctrl-C in the terminal must reach the app first, which would crash without its display.
  const child = spawn('Xvfb', options, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'], detached: true });
  const ended = new Promise((resolve) => child.once('close', resolve));
  const number = await new Promise((resolve, reject) => {
    child.once('error', (error) => reject(new Error(`Xvfb: ${error.message}`)));
    child.once('close', (code) => reject(new Error(`Xvfb ended with ${code} before it was ready`)));
    child.stdio[3]?.once('data', (data) => resolve(String(data).trim()));
  });
  const stop = async () => {
    child.kill();
    await ended;
  };
  return { name: `:${number}`, stop };
}
