import { PROTOCOL_VERSION } from '../../protocol/codec.js';
import { LANGUAGE_INFO } from '../../protocol/language-info.js';
import type { KernelInfoReply } from '../../protocol/messages.js';
import { packageVersion } from '../package-version.js';

/** Section "Kernel info". Needs no engine: front ends wait for this reply before anything else. */
export function kernelInfo(): KernelInfoReply {
  const version = packageVersion();
  return {
    status: 'ok',
    protocol_version: PROTOCOL_VERSION,
    implementation: 'cellgrad',
    implementation_version: version,
    language_info: LANGUAGE_INFO,
    banner: `Cellgrad ${version}: deep learning in TypeScript, on Node ${process.versions.node}. %help lists the magics.`,
    help_links: [
      { text: 'TypeScript', url: 'https://www.typescriptlang.org/docs/' },
      { text: 'Keras API', url: 'https://keras.io/api/' },
    ],
    supported_features: ['debugger'],
    debugger: true,
  };
}
