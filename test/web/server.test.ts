import { describe, expect, it } from 'vitest';
import { AppError, type ErrorCode } from '../../src/errors.ts';
import { health } from '../../src/web/health.ts';
import { createServer } from '../../src/web/server.ts';

function serverThatThrows(error: unknown) {
  const server = createServer();
  server.get('/', async () => {
    throw error;
  });
  return server;
}

describe('the server', () => {
  it.each([
    ['invalid', 400],
    ['unauthorized', 401],
    ['not_found', 404],
    ['conflict', 409],
    ['unavailable', 503],
  ] as const)('answers "%s" with %d', async (code: ErrorCode, status) => {
    const answer = await serverThatThrows(new AppError(code, 'do this next')).inject('/');
    expect(answer.statusCode).toBe(status);
    expect(answer.json()).toEqual({ success: false, code, message: 'do this next' });
    expect(answer.headers['retry-after']).toBe(status === 503 ? '5' : undefined);
  });

  it('tells nothing of how it is built when it fails', async () => {
    const answer = await serverThatThrows(new Error('secret at /home/x.ts')).inject('/');
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('secret');
    expect(answer.body).not.toContain('.ts');
  });

  it('says where events go when there is nothing at a path', async () => {
    const answer = await createServer().inject({ method: 'POST', url: '/v1/import?key=secret' });
    expect(answer.statusCode).toBe(404);
    expect(answer.json().message).toContain('POST /v1/import.');
    expect(answer.json().message).toContain('POST /v1/track');
  });
});

describe('health', () => {
  it('lives always, and is ready only when its checks say so', async () => {
    let ready = false;
    const server = createServer();
    await server.register(health, {
      check: async () => ({ ready, checks: { database: ready ? 'ok' : 'locked' } }),
    });
    expect((await server.inject('/health/live')).statusCode).toBe(200);
    const before = await server.inject('/health/ready');
    expect(before.statusCode).toBe(503);
    expect(before.json()).toEqual({ ready: false, checks: { database: 'locked' } });
    ready = true;
    expect((await server.inject('/health/ready')).statusCode).toBe(200);
  });
});
