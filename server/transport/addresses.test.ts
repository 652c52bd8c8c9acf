import type { NetworkInterfaceInfo } from 'node:os';
import { describe, expect, it } from 'vitest';
import { baseUrl, isLoopback, lanAddresses } from './addresses.ts';

const v4 = (address: string, internal = false): NetworkInterfaceInfo[] => [
  { address, internal, family: 'IPv4', netmask: '255.255.255.0', mac: '00:00:00:00:00:00', cidr: null },
];

describe('the addresses told to tablets', () => {
  it('leave out loopback, containers, virtual machines, tunnels and addresses nobody gave out', () => {
    const found = lanAddresses({
      lo: v4('127.0.0.1', true),
      docker0: v4('172.17.0.1'),
      'br-3f2a': v4('172.18.0.1'),
      veth12ab: v4('172.19.0.1'),
      'vEthernet (WSL)': v4('172.20.0.1'),
      'VMware Network Adapter VMnet8': v4('192.168.80.1'),
      'VirtualBox Host-Only Network': v4('192.168.56.1'),
      tun0: v4('10.8.0.2'),
      tailscale0: v4('100.64.0.1'),
      eth1: v4('169.254.10.1'),
      wlan0: v4('192.168.1.5'),
    });
    expect(found).toEqual(['192.168.1.5']);
  });

  it('put home networks before others, and Wi-Fi before cable', () => {
    const found = lanAddresses({
      eth0: v4('192.168.1.4'),
      eth1: v4('10.0.0.7'),
      eno1: v4('172.16.0.9'),
      eth2: v4('203.0.113.9'),
      'Wi-Fi': v4('192.168.1.5'),
    });
    expect(found).toEqual(['192.168.1.5', '192.168.1.4', '10.0.0.7', '172.16.0.9', '203.0.113.9']);
  });

  it('are none without a network', () => {
    expect(lanAddresses({ lo: v4('127.0.0.1', true) })).toEqual([]);
  });
});

describe('loopback', () => {
  it('is known in IPv4, IPv6 and IPv4 written as IPv6, and nothing else is', () => {
    expect(['127.0.0.1', '127.8.9.1', '::1', '::ffff:127.0.0.1'].map(isLoopback)).toEqual([
      true,
      true,
      true,
      true,
    ]);
    const others = ['192.168.1.5', '::ffff:192.168.1.5', '10.127.0.0', 'fe80::1', '::12', undefined];
    expect(others.map(isLoopback)).toEqual(others.map(() => false));
  });
});

describe('an address as a URL', () => {
  it('has an IPv6 host in brackets', () => {
    expect(baseUrl('192.168.1.5', 8765)).toBe('http://192.168.1.5:8765');
    expect(baseUrl('fe80::1', 80)).toBe('http://[fe80::1]:80');
  });
});
