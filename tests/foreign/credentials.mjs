// What the Digital Credentials Consortium's library makes of credentials, and makes itself.
// Standard input: {"verify": [credential, ...], "issue": [credential, ...], "times": n}
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {pathToFileURL} from 'node:url';

const installed = createRequire(`${process.argv[2]}/`);
const load = (name) => import(pathToFileURL(installed.resolve(name)));
const scope = '@digitalcredentials';
const vc = await load(`${scope}/vc`);
const {DataIntegrityProof} = await load(`${scope}/data-integrity`);
const {cryptosuite} = await load(`${scope}/eddsa-rdfc-2022-cryptosuite`);
const multikey = await load(`${scope}/ed25519-multikey`);
const {securityLoader} = await load(`${scope}/security-document-loader`);

const documentLoader = securityLoader().build();
const asked = JSON.parse(readFileSync(0));
const checker = new DataIntegrityProof({cryptosuite});
const standing = async () => ({verified: true});

const verify = async (credential) => {
  const found = await vc.verifyCredential(
    {credential, suite: checker, documentLoader, checkStatus: standing});
  const why = found.error && (found.error.errors ?? [found.error]).map((each) => each.message);
  return {verified: found.verified, why: why ?? []};
};

const key = await multikey.generate();
key.controller = `did:key:${key.publicKeyMultibase}`;
key.id = `${key.controller}#${key.publicKeyMultibase}`;
const signing = new DataIntegrityProof({signer: key.signer(), cryptosuite});
const issue = async (credential) => {
  const issuer = typeof credential.issuer === 'object'
    ? {...credential.issuer, id: key.controller} : key.controller;
  return vc.issue({credential: {...credential, issuer}, suite: signing, documentLoader});
};

const perSecond = async (work) => {
  for (let round = 0; round < 20; round++) await work();
  const [start, used] = [performance.now(), process.cpuUsage()];
  for (let round = 0; round < asked.times; round++) await work();
  const spent = process.cpuUsage(used);
  return {
    wall: asked.times / ((performance.now() - start) / 1e3),
    cpu: asked.times / ((spent.user + spent.system) / 1e6),
  };
};

const answer = {verified: [], issued: []};
for (const credential of asked.verify ?? []) answer.verified.push(await verify(credential));
for (const credential of asked.issue ?? []) answer.issued.push(await issue(credential));
if (asked.times) {
  const plain = asked.issue[0];
  answer.issue = await perSecond(() => issue(structuredClone(plain)));
  answer.verify = await perSecond(() => verify(answer.issued[0]));
}
console.log(JSON.stringify(answer));
