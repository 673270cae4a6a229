/** The engine process: runs the cells that the server sends, and says what they show. */
import { serve } from './serve.js';

await serve(async (output) => {
  const { Session } = await import('./session.js');
  return new Session({ folder: process.cwd(), output });
});
