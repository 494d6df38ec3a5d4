/** Whether an engine would treat a registry as local: `localhost` and 127.0.0.0/8 (moby `registry/config.go`), `::1`. */
export function isLoopback(host: string): boolean {
  const name = host.replace(/:\d+$/, '');
  return name === 'localhost' || name === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(name);
}
