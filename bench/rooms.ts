/** The shape of a room: one screen and fifteen tablets with a child each. */
export const tabletsPerRoom = 15;
export const clientsPerRoom = tabletsPerRoom + 1;

export const roomNames = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `room-${index + 1}`);
