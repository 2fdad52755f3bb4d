import { connect } from 'node:net';

/** Where the tests look for a Redis. */
export function redisUrl(): string {
  const given = process.env['AVERMENT_REDIS_URL'];
  return given === undefined || given === '' ? 'redis://127.0.0.1:6379' : given;
}

/** Does anything listen there? */
export function answersRedis(): Promise<boolean> {
  const { hostname, port } = new URL(redisUrl());
  return new Promise((resolve) => {
    const socket = connect({ host: hostname, port: Number(port || 6379), timeout: 1_000 });
    const settle = (answers: boolean): void => {
      socket.destroy();
      resolve(answers);
    };
    socket.once('connect', () => settle(true));
    socket.once('timeout', () => settle(false));
    socket.once('error', () => settle(false));
  });
}
