import type { Agent } from 'node:http';
import { HttpProxyAgent } from 'http-proxy-agent';
import { HttpsProxyAgent } from 'https-proxy-agent';
import { getProxyForUrl } from 'proxy-from-env';
import { isLoopback } from './loopback';

/**
 * The way through the proxy that `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` name for a URL, which the Docker command line
 * obeys for requests of its own; false where the way is direct. As there (Go's `http.ProxyFromEnvironment`), this machine
 * is never asked for through a proxy.
 */
export function proxyAgent(url: URL): Agent | false {
  const proxy = isLoopback(url.host) ? '' : getProxyForUrl(url.href);
  if (proxy === '') return false;
  return url.protocol === 'http:' ? new HttpProxyAgent(proxy) : new HttpsProxyAgent(proxy);
}
