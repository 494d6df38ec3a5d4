/** A sign-in at one registry. Never leaves the main process, never enters a log or an error. */
export interface Credentials {
  /** As the Docker config file names the registry. */
  serverAddress: string;
  username: string;
  password: string;
  /** Set instead of username and password when the registry gave a token to keep. */
  identityToken: string;
}

export const isEmpty = ({ username, password, identityToken }: Credentials): boolean =>
  username === '' && password === '' && identityToken === '';
