<?php
/**
 * Plugin Name: Duet faults
 * Description: Lets a test move the database's clock and break or kill this very process at a named point. Lives in test sites alone;
 *              it uses nothing but filters WordPress itself has.
 *
 * Clock: seconds in wp-content/duet-clock, added to whatever the database answers to UNIX_TIMESTAMP(); a test that lets hours pass
 *        within one process moves $GLOBALS['duet_clock'].
 * Fault: JSON in the environment variable DUET_FAULT of one process:
 *   kill   { "sql" | "http": regular expression or "before" | "after", "nth": 1 }   SIGKILL, at that moment
 *   refuse regular expression: matching queries fail, as if the database refused them
 *   stale  regular expression: matching reads find nothing, as from a replica that lags
 *   eat    event id: memory runs out when a request with it is about to leave
 */

$duet_fault = (array) json_decode( (string) getenv( 'DUET_FAULT' ), true );
$GLOBALS['duet_clock'] = (int) ( is_file( WP_CONTENT_DIR . '/duet-clock' ) ? file_get_contents( WP_CONTENT_DIR . '/duet-clock' ) : 0 );

$duet_die = static function ( string $kind, string $subject ) use ( &$duet_fault ): void {
	$at = $duet_fault['kill'][ $kind ] ?? null;
	if ( null !== $at && 1 === preg_match( "~$at~", $subject ) && 0 >= --$duet_fault['kill']['nth'] ) {
		posix_kill( getmypid(), SIGKILL );
	}
};

add_filter(
	'query',
	static function ( string $sql ) use ( $duet_fault, $duet_die ): string {
		$duet_die( 'sql', $sql );
		if ( isset( $duet_fault['refuse'] ) && 1 === preg_match( "~{$duet_fault['refuse']}~", $sql ) ) {
			return 'SELECT refused FROM duet_test_refuses_this';
		}
		if ( isset( $duet_fault['stale'] ) && 1 === preg_match( "~{$duet_fault['stale']}~", $sql ) ) {
			$sql = (string) preg_replace( '/ WHERE /', ' WHERE 1 = 0 AND ', $sql, 1 );
		}
		return 0 === $GLOBALS['duet_clock'] ? $sql : str_replace( 'UNIX_TIMESTAMP()', "( UNIX_TIMESTAMP() + {$GLOBALS['duet_clock']} )", $sql );
	}
);

add_filter(
	'pre_http_request',
	static function ( mixed $answer, array $arguments, string $url ) use ( $duet_fault, $duet_die ): mixed {
		if ( str_contains( $url, 'event/track' ) ) {
			$duet_die( 'http', 'before' );
			if ( isset( $duet_fault['eat'] ) && str_contains( (string) $arguments['body'], $duet_fault['eat'] ) ) {
				str_repeat( 'x', 1 << 40 );
			}
		}
		return $answer;
	},
	1,
	3
);
add_action( 'http_api_debug', static fn( mixed $answer, string $context, string $class, array $arguments, string $url ) => str_contains( $url, 'event/track' ) ? $duet_die( 'http', 'after' ) : null, 1, 5 );
