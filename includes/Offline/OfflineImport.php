<?php
declare(strict_types=1);

namespace Duet\Offline;

use Duet\Cli\Command;
use Duet\Cli\Terminal;
use Duet\Cli\WrongArgument;

defined( 'ABSPATH' ) || exit;

/** `wp duet offline-import <file>`: sales of a till, a telephone or another system into the offline event set. */
final class OfflineImport implements Command {

	public function __construct( private readonly SalesImport $import ) {
	}

	public function name(): string {
		return 'offline-import';
	}

	public function about(): string {
		return 'Imports a CSV file of sales made elsewhere. With any wrong row nothing is imported. Exit code 1: nothing was.';
	}

	public function synopsis(): array {
		$option = static fn( string $name, string $description ): array => [ 'type' => 'assoc', 'name' => $name, 'description' => $description, 'optional' => true ];
		return [
			[ 'type' => 'positional', 'name' => 'file', 'description' => 'Path of the CSV file.', 'optional' => false ],
			$option( 'map', 'Which columns mean what: "email:E-Mail,value:Total". Without it the titles are read.' ),
			[ 'default' => 'iso', 'options' => [ 'iso', 'd.m.Y', 'd/m/Y', 'm/d/Y' ] ] + $option( 'dates', 'How dates are written.' ),
			[ 'default' => '.', 'options' => [ '.', ',' ] ] + $option( 'decimal', 'Decimal sign of amounts.' ),
			$option( 'currency', 'Currency of all amounts, where the file has no column for it.' ),
			$option( 'country', 'Country of phone numbers without one, such as DE.' ),
			[ 'type' => 'flag', 'name' => 'dry-run', 'description' => 'Only check the file.', 'optional' => true ],
		];
	}

	public function run( array $args, array $options, Terminal $terminal ): bool {
		$file = $args[0] ?? '';
		if ( ! is_file( $file ) || ! is_readable( $file ) ) {
			$terminal->warn( "There is no file $file that can be read." );
			return false;
		}
		$bytes   = (string) file_get_contents( $file );
		$reading = array_intersect_key( $options, array_flip( [ 'dates', 'decimal', 'currency', 'country' ] ) );
		$report  = $this->import->check( $bytes, $reading );
		if ( is_string( $options['map'] ?? null ) ) {
			$reading['map'] = self::map(
				$options['map'],
				is_array( $report['columns'] ?? null ) ? $report['columns'] : []
			);
			$report         = $this->import->check( $bytes, $reading );
		}
		self::see_through( $reading, is_array( $report['reading'] ?? null ) ? $report['reading'] : [] );
		return $this->import( $bytes, $reading, $report, isset( $options['dry-run'] ), $terminal );
	}

	/**
	 * @param array<mixed>         $reading
	 * @param array<string, mixed> $report
	 */
	private function import( string $bytes, array $reading, array $report, bool $dry, Terminal $terminal ): bool {
		$ticket = is_string( $report['ticket'] ?? null ) ? $report['ticket'] : '';
		if ( '' === $ticket ) {
			$terminal->rows(
				is_array( $report['errors'] ?? null ) ? array_values( $report['errors'] ) : [],
				[ 'line', 'field', 'message' ]
			);
			$terminal->warn( 'Nothing was imported. Correct these rows first.' );
			return false;
		}
		$obstacle = $dry ? '' : $this->import->obstacle();
		if ( '' !== $obstacle ) {
			$terminal->warn( $obstacle );
			return false;
		}
		$sum = [ 'rows' => (int) $report['rows'], 'queued' => 0, 'skipped' => 0 ];
		for ( $from = 0, $finished = $dry; ! $finished; ) {
			$step            = $this->import->run( $bytes, $reading, $ticket, $from );
			$from            = (int) $step['done'];
			$finished        = true === $step['finished'];
			$sum['queued']  += (int) $step['queued'];
			$sum['skipped'] += (int) $step['skipped'];
		}
		$terminal->rows( [ $sum ], [ 'rows', 'queued', 'skipped' ] );
		return true;
	}

	/**
	 * On the screen a merchant sees how the file is read; here what they asked for and did not get must stop them.
	 *
	 * @param array<mixed> $asked
	 * @param array<mixed> $used  As the report says the file was read.
	 * @throws WrongArgument Naming the first option that was not used.
	 */
	private static function see_through( array $asked, array $used ): void {
		$unknown = array_diff_key( (array) ( $asked['map'] ?? [] ), (array) ( $used['map'] ?? [] ) );
		if ( [] !== $unknown ) {
			WrongArgument::raise( '--map: there is no field ' . implode( ', ', array_keys( $unknown ) ) . '.' );
		}
		foreach ( array_diff_key( $asked, [ 'map' => 0 ] ) as $option => $value ) {
			if ( is_string( $value ) && ( $used[ $option ] ?? null ) !== $value ) {
				WrongArgument::raise( "--$option cannot be \"$value\"." );
			}
		}
	}

	/**
	 * @param array<mixed> $columns
	 * @return array<string, int>
	 * @throws WrongArgument For a column there is not.
	 */
	private static function map( string $text, array $columns ): array {
		$map = [];
		foreach ( explode( ',', $text ) as $pair ) {
			[ $field, $title ] = array_map( trim( ... ), explode( ':', $pair, 2 ) + [ '', '' ] );
			$position          = array_search( $title, $columns, true );
			if ( ! is_int( $position ) ) {
				WrongArgument::raise( "--map: there is no column \"$title\". There are: " . implode( ', ', array_filter( $columns, is_string( ... ) ) ) . '.' );
			}
			$map[ $field ] = $position;
		}
		return $map;
	}
}
