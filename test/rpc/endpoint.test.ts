import { endpointContract } from '../contracts/endpoint-contract.js';
import { openInPage, openSandbox, openWorker } from './connections.js';

endpointContract('a port in one page', openInPage);
endpointContract('the port of a worker', openWorker);
endpointContract('the port of a sandboxed frame', () => openSandbox('frame'));
endpointContract('the port of a worker in a sandboxed frame', () => openSandbox('worker'));
