/** How a Kafka is reached, and as whom. */
export interface KafkaServers {
  /** `host:port` of one broker or several. */
  brokers: readonly string[];
  /** Over TLS; certificates of brokers are always checked, names and addresses included. */
  tls?: KafkaTls;
  sasl?: KafkaLogin;
}

/** All in PEM. */
export interface KafkaTls {
  /** Who signs the brokers' certificates; the authorities that Node knows by default. */
  ca?: string;
  /** This client's own certificate, and its key. */
  cert?: string;
  key?: string;
}

export interface KafkaLogin {
  mechanism: 'plain' | 'scram-sha-256' | 'scram-sha-512';
  username: string;
  password: string;
}
