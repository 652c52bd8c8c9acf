/** What every page says to the browser about itself. */
import type { ServerResponse } from 'node:http';

/** `host` is a Host header that was checked before. Everything comes from this server; nothing is inline. */
export function setSecurityHeaders(response: ServerResponse, host: string): void {
  const policy = [
    "default-src 'self'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    // Chromium 88 does not count ws: to the same host as 'self'.
    `connect-src 'self' ws://${host}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  response.setHeader('Content-Security-Policy', policy.join('; '));
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.setHeader('X-Frame-Options', 'DENY');
  response.setHeader('Referrer-Policy', 'no-referrer');
}
