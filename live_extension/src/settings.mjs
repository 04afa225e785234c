/** On which port the player listens: 7770, unless a file `port.txt` in the extension's folder says otherwise. */

const PORT = 7770;

/**
 * @param {string | null} folder  the extension's own
 * @returns {number}
 */
export function playerPort(folder) {
  const said = Number(process.env.SIDEMAN_PORT || written(folder));
  return Number.isInteger(said) && said > 0 && said < 65_536 ? said : PORT;
}

function written(folder) {
  try {
    return folder ? require("fs").readFileSync(`${folder}/port.txt`, "utf8").trim() : "";
  } catch {
    return ""; // there is no such file: the usual case
  }
}
