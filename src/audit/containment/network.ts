import { spawnSync } from 'node:child_process'
import { platform } from 'node:os'

/** Where the name server stands, and where the machine believes that it stands. */
export const nameServerAddress = '10.99.0.53'

/**
 * Makes every address of a new network namespace ours ("AnyIP"), so that each packet lands on our own servers and none can
 * leave. IPv6 where the kernel has it: without it there is no way out by IPv6 either.
 */
const ownNetwork = [
  'ip link set lo up',
  'ip link add v0 type veth peer name v1',
  'ip addr add 10.99.0.1/24 dev v0',
  `ip addr add ${nameServerAddress}/24 dev v0`,
  'ip link set v0 up',
  'ip link set v1 up',
  'ip route add default via 10.99.0.2 dev v0',
  'ip route add local 0.0.0.0/0 dev lo src 10.99.0.1',
].join(' && ')

const softly = [
  'ip -6 route add local ::/0 dev lo 2>/dev/null',
  // Of its own, so that the browser asks our name server and knows no other; the mount ends with the namespace.
  `{ printf 'nameserver ${nameServerAddress}\\n' >"$1" && mount --bind "$1" /etc/resolv.conf; } 2>/dev/null`,
].join('; ')

/** Each way into namespaces of our own, the best first: one process less to look after, and no right that we lack. */
const ways: readonly (readonly string[])[] = [
  ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'],
  ['--user', '--map-root-user', '--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'],
  ['--net', '--mount'],
  ['--user', '--map-root-user', '--net', '--mount'],
]

const probeMilliseconds = 5_000

/**
 * The command before a command that makes it run where nothing can leave.
 *
 * @param nameFile - a path at which a file for the names may be written.
 * @returns the words to put before, or undefined where this machine does not permit it.
 * Privacy: nothing of a page.
 * Cost: one to four short processes.
 */
export function enclosingCommand(nameFile: string): readonly string[] | undefined {
  if (platform() !== 'linux') return undefined
  const script = `${ownNetwork} || exit 9; ${softly}; shift; exec "$@"`
  const commands = ways.map((flags) => ['unshare', ...flags, 'sh', '-c', script, 'sh', nameFile])
  return commands.find(([program = '', ...rest]) => {
    const tried = spawnSync(program, [...rest, 'true'], { timeout: probeMilliseconds, stdio: 'ignore' })
    return tried.status === 0
  })
}
