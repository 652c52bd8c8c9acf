/** Contestant: Socket.IO as it comes, a broadcast to a room without state, check or log. */
import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { perform } from './contestant.ts';
import { roomNames } from './rooms.ts';

const http = createServer();
const io = new Server(http, { serveClient: false, perMessageDeflate: false, maxHttpBufferSize: 16 * 1024 });
io.on('connection', (socket) => {
  socket.on('join', (room: string, joined: (answer: object) => void) => {
    void socket.join(room);
    joined({ ok: true });
    socket.on('tap', (mark: string) => void io.to(room).emit('tap', mark));
  });
});

await perform({
  http,
  rooms: roomNames(Number(process.argv[2])).map((name) => ({ name, door: [], children: [] })),
  begin: () => Promise.resolve(),
  log: () => Promise.resolve({ acts: [] }),
  stop: async () => {
    await io.close();
  },
});
