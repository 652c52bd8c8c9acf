/** Where other devices on the LAN reach this laptop. */
import { networkInterfaces } from 'node:os';
import type { NetworkInterfaceInfo } from 'node:os';

/** Adapters of virtual machines, containers and tunnels: no tablet is ever on them. */
const virtual = /^(docker|br-|veth|virbr|vmnet|vboxnet|vnic|lxc|cni|flannel|tun|tap|utun|wg|zt|tailscale|ppp)|vethernet|virtualbox|vmware|hyper-v|wsl|loopback|bluetooth/i; // prettier-ignore
const wireless = /^(wl|wi-?fi|ath|ra\d)|wlan|wireless|无线/i;

type Adapters = Readonly<Record<string, readonly NetworkInterfaceInfo[] | undefined>>;

/** IPv4 addresses of real adapters, the likeliest first: home networks, and Wi-Fi before cable. */
export function lanAddresses(adapters: Adapters = networkInterfaces()): readonly string[] {
  return Object.entries(adapters)
    .filter(([name]) => !virtual.test(name))
    .flatMap(([name, infos]) => (infos ?? []).map((info) => ({ name, ...info })))
    .filter(({ family, internal, address }) => family === 'IPv4' && !internal && !isLinkLocal(address))
    .sort((a, b) => rank(a.address, a.name) - rank(b.address, b.name))
    .map(({ address }) => address);
}

/** Every address of this machine, as a Host header may name it. */
export function ownAddresses(adapters: Adapters = networkInterfaces()): readonly string[] {
  return Object.values(adapters).flatMap((infos) => (infos ?? []).map(({ address }) => address));
}

/** Nobody gave this address out: a cable without a router, or Wi-Fi that did not come up. */
const isLinkLocal = (address: string): boolean => address.startsWith('169.254.');

function rank(address: string, adapter: string): number {
  return network(address) * 2 + (wireless.test(adapter) ? 0 : 1);
}

function network(address: string): number {
  if (address.startsWith('192.168.')) return 0;
  if (address.startsWith('10.')) return 1;
  if (/^172\.(1[6-9]|2\d|3[01])\./.test(address)) return 2;
  return 3;
}

/** Loopback, also as IPv6 writes an IPv4 address. */
export function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(::ffff:)?127\.|^::1$/.test(address);
}

/** `http://host:port`, with an IPv6 host in brackets. */
export function baseUrl(host: string, port: number): string {
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
