/** Names of variables that hold what nobody else may know. */
const SECRET =
  /(?:^|_)(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?)(?:_|$)/i;
/** Such names that hold a place, not the secret itself. */
const PLACE = /_(?:FILE|PATH|DIR|URL|URI|NAME|ID)$/i;

/** Whether a variable's name says that its value is a secret. */
export const isSecretName = (name: string): boolean => SECRET.test(name) && !PLACE.test(name);
