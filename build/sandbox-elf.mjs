/**
 * The smallest program an image can hold: a static Linux executable, written byte by byte, that prints one text and
 * ends. No compiler and no download is needed to make an image from it.
 */
import { Buffer } from 'node:buffer';

const LOAD_ADDRESS = 0x400000n;
const HEADER_SIZE = 64;
const PROGRAM_HEADER_SIZE = 56;
const CODE_OFFSET = HEADER_SIZE + PROGRAM_HEADER_SIZE;

/**
 * What differs between processors. `code` prints `length` bytes that follow it, then ends with code 0.
 * @typedef {object} Machine
 * @property {number} id `e_machine` of the ELF specification.
 * @property {(length: number) => Buffer} code
 */

/** @type {Record<string, Machine>} By Node's names of processors. */
const MACHINES = {
  x64: { id: 62, code: codeForX64 },
  arm64: { id: 183, code: codeForArm64 },
};

/**
 * Makes an executable that prints a text.
 * @param {string} text
 * @param {string} [processor] `x64` or `arm64`; this machine's by default.
 * @returns {Buffer} Content of the file, a little over 150 bytes.
 * @throws {RangeError} For another processor.
 */
export function tinyElf(text, processor = process.arch) {
  const machine = MACHINES[processor];
  if (machine === undefined) throw new RangeError(`No tiny program is known for the processor ${processor}.`);
  const message = Buffer.from(text);
  const body = Buffer.concat([machine.code(message.length), message]);
  const size = BigInt(CODE_OFFSET + body.length);
  return Buffer.concat([fileHeader(machine.id), programHeader(size), body]);
}

/** @param {number} machine */
function fileHeader(machine) {
  const header = Buffer.alloc(HEADER_SIZE);
  header.write('\x7fELF', 'latin1');
  header.set([2, 1, 1], 4); // 64 bits, little end first, version 1
  header.writeUInt16LE(2, 16); // an executable
  header.writeUInt16LE(machine, 18);
  header.writeUInt32LE(1, 20);
  header.writeBigUInt64LE(LOAD_ADDRESS + BigInt(CODE_OFFSET), 24); // first instruction
  header.writeBigUInt64LE(BigInt(HEADER_SIZE), 32); // where the program header is
  header.writeUInt16LE(HEADER_SIZE, 52);
  header.writeUInt16LE(PROGRAM_HEADER_SIZE, 54);
  header.writeUInt16LE(1, 56); // number of program headers
  return header;
}

/** @param {bigint} size */
function programHeader(size) {
  const header = Buffer.alloc(PROGRAM_HEADER_SIZE);
  header.writeUInt32LE(1, 0); // to be loaded
  header.writeUInt32LE(5, 4); // readable and executable
  header.writeBigUInt64LE(LOAD_ADDRESS, 16);
  header.writeBigUInt64LE(LOAD_ADDRESS, 24);
  header.writeBigUInt64LE(size, 32);
  header.writeBigUInt64LE(size, 40);
  header.writeBigUInt64LE(0x10000n, 48); // the largest page size in use
  return header;
}

/** @param {number} length */
function codeForX64(length) {
  const code = Buffer.from([
    ...[0xb8, 1, 0, 0, 0], // mov eax, 1 (write)
    ...[0xbf, 1, 0, 0, 0], // mov edi, 1 (standard output)
    ...[0x48, 0x8d, 0x35, 16, 0, 0, 0], // lea rsi, [rip + 16]: behind the last instruction
    ...[0xba, 0, 0, 0, 0], // mov edx, length
    ...[0x0f, 0x05], // syscall
    ...[0xb8, 60, 0, 0, 0], // mov eax, 60 (exit)
    ...[0x31, 0xff], // xor edi, edi
    ...[0x0f, 0x05], // syscall
  ]);
  code.writeUInt32LE(length, 18);
  return code;
}

/** @param {number} length Below 65,536. */
function codeForArm64(length) {
  const instructions = [
    0xd2800020, // mov x0, #1 (standard output)
    0x100000e1, // adr x1, +28: behind the last instruction
    0xd2800002 | (length << 5), // mov x2, #length
    0xd2800808, // mov x8, #64 (write)
    0xd4000001, // svc #0
    0xd2800000, // mov x0, #0
    0xd2800ba8, // mov x8, #93 (exit)
    0xd4000001, // svc #0
  ];
  const code = Buffer.alloc(instructions.length * 4);
  instructions.forEach((instruction, index) => {
    code.writeUInt32LE(instruction >>> 0, index * 4);
  });
  return code;
}
