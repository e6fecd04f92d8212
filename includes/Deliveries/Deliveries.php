<?php
declare(strict_types=1);

namespace Duet\Deliveries;

use Duet\Cli\Command;
use Duet\Cli\Terminal;

defined( 'ABSPATH' ) || exit;

/** `wp duet deliveries`: the outbox, newest first. */
final class Deliveries implements Command {

	private const FIELDS = [ 'id', 'event', 'event_id', 'pixel_code', 'state', 'object_id', 'test', 'attempts', 'event_time', 'delivered_at', 'reply', 'request_id', 'identifiers' ];

	private const MOST = 10000;

	public function __construct( private readonly Ledger $ledger ) {
	}

	public function name(): string {
		return 'deliveries';
	}

	public function about(): string {
		return 'Lists deliveries, newest first.';
	}

	public function synopsis(): array {
		$option = static fn( string $name, string $description ): array => [ 'type' => 'assoc', 'name' => $name, 'description' => $description, 'optional' => true ];
		return [
			[ 'options' => [ 'pending', 'sending', 'delivered', 'dead', 'expired', 'withheld' ] ] + $option( 'state', 'Only in this state.' ),
			$option( 'event', 'Only of this event.' ),
			$option( 'pixel', 'Only of this pixel code.' ),
			$option( 'order', 'Only of this order: its number or id.' ),
			[
				'type'        => 'flag',
				'name'        => 'test',
				'description' => 'Test-coded events instead of real ones.',
				'optional'    => true,
			],
			[ 'default' => '50' ] + $option( 'limit', 'How many.' ),
			[ 'default' => '1' ] + $option( 'page', 'Which of the pages of so many.' ),
		];
	}

	public function run( array $args, array $options, Terminal $terminal ): bool {
		$where = [ 'test' => isset( $options['test'] ) ];
		foreach ( [ 'state' => 'state', 'event' => 'event', 'pixel' => 'pixel_code', 'order' => 'order' ] as $option => $column ) {
			if ( is_string( $options[ $option ] ?? null ) && '' !== $options[ $option ] ) {
				$where[ $column ] = ltrim( $options[ $option ], '#' );
			}
		}
		$rows = [];
		foreach ( $this->ledger->page( $where, Terminal::number( $options, 'page', 1 ), Terminal::number( $options, 'limit', 50, self::MOST ) ) as $row ) {
			$row['event_time']   = Terminal::time( (int) $row['event_time'] );
			$row['delivered_at'] = Terminal::time( (int) $row['delivered_at'] );
			// The database spells numbers as texts.
			$numbers = [
				'id'        => (int) $row['id'],
				'object_id' => (int) $row['object_id'],
				'attempts'  => (int) $row['attempts'],
			];
			$rows[]  = $numbers + array_intersect_key( $row, array_flip( self::FIELDS ) );
		}
		$terminal->rows( $rows, self::FIELDS );
		return true;
	}
}
