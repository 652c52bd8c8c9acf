/** Contestant: raw websockets, each message sent on to everyone of its room. */
import { createServer } from 'node:http';
import { WebSocket, WebSocketServer } from 'ws';
import { perform } from './contestant.ts';
import { roomNames } from './rooms.ts';

const http = createServer();
const server = new WebSocketServer({ server: http, perMessageDeflate: false });
const rooms = new Map<string, Set<WebSocket>>();
server.on('connection', (socket, request) => {
  const name = (request.url ?? '').slice(1);
  const room = rooms.get(name) ?? new Set<WebSocket>();
  rooms.set(name, room.add(socket));
  socket.on('message', (data) => {
    const text = (data as Buffer).toString();
    for (const other of room) if (other.readyState === WebSocket.OPEN) other.send(text);
  });
  socket.on('close', () => room.delete(socket));
});

await perform({
  http,
  rooms: roomNames(Number(process.argv[2])).map((name) => ({ name, door: [], children: [] })),
  begin: () => Promise.resolve(),
  log: () => Promise.resolve({ acts: [] }),
  stop: () => {
    for (const socket of server.clients) socket.terminate();
    server.close();
    return Promise.resolve();
  },
});
