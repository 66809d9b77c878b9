/** How to reach a Kafka, and as which user. */
export interface KafkaServers {
  /** `host:port` of one broker or several. */
  brokers: readonly string[];
  /** Over TLS; certificates of brokers are always checked, names and addresses included. */
  tls?: KafkaTls;
  sasl?: KafkaLogin;
}

/** All in PEM. */
export interface KafkaTls {
  /** The authority of the brokers' certificates; by default the authorities that Node knows. */
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
