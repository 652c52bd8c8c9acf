/**
 * Which requests are for us. A page of another site can make a browser on this network call us under its own
 * name (DNS rebinding), so a Host we do not go by is refused; and a request that a page made must come from
 * a page of ours, so its Origin must be the very host it calls.
 */
import type { IncomingMessage } from 'node:http';
import { hostname } from 'node:os';
import { ownAddresses } from './addresses.ts';

/** `host` is what the server was told to listen on; it may be a name or an address. */
export function createHostCheck(
  host: string,
  addresses: () => readonly string[] = ownAddresses,
): (request: Pick<IncomingMessage, 'headers'>) => boolean {
  const machine = hostname().toLowerCase();
  const names = new Set(['localhost', '127.0.0.1', '::1', host.toLowerCase(), machine, `${machine}.local`]);
  // What listens on every address is called by none of these.
  names.delete('0.0.0.0');
  names.delete('::');

  return ({ headers }) => {
    const called = urlOf(`http://${headers.host ?? ''}`);
    if (!called) return false;
    const name = called.hostname.replace(/^\[|\]$/g, '');
    // Addresses are read at each request: a laptop that changes its network goes on.
    if (!names.has(name) && !addresses().includes(name)) return false;
    return headers.origin === undefined || urlOf(headers.origin)?.host === called.host;
  };
}

function urlOf(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}
