/**
 * Where packages with a runtime go. Those that hold another Electron than the declared one serve to test
 * packaging, and stand apart from what users get.
 *
 * @param {{ declared: boolean }} runtime
 * @returns {string} repository path
 */
export function packageOutput(runtime) {
  return runtime.declared ? 'release' : 'release/testing';
}
