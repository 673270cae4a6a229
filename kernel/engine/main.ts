/** The engine process: runs the cells that the server sends, and says what they show. */
import { serve } from './serve.js';

await serve(async (output) => {
  const [{ Session }, { allowTermination }] = await Promise.all([
    import('./session.js'),
    import('./async-hooks-check.js'),
  ]);
  const session = new Session({ folder: process.cwd(), output });
  allowTermination();
  return session;
});
