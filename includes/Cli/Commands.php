<?php
declare(strict_types=1);

namespace Duet\Cli;

use DomainException;
use WP_CLI;

defined( 'ABSPATH' ) || exit;

/** Makes `wp duet ...` known. Constructed only where WP-CLI runs. */
final class Commands {

	private const FORMAT = [
		'type'        => 'assoc',
		'name'        => 'format',
		'description' => 'How to print.',
		'optional'    => true,
		'default'     => 'table',
		'options'     => [ 'table', 'json', 'csv' ],
	];

	/** @param list<Command> $commands */
	public function __construct( private readonly array $commands ) {
	}

	public function register(): void {
		foreach ( $this->commands as $command ) {
			WP_CLI::add_command(
				'duet ' . $command->name(),
				static function ( array $args, array $options ) use ( $command ): void {
					$format   = is_string( $options['format'] ?? null ) ? $options['format'] : 'table';
					$terminal = new Terminal( $format );
					try {
						$well = $command->run( array_values( $args ), $options, $terminal );
					} catch ( DomainException $wrong ) {
						$terminal->warn( $wrong->getMessage() );
						$well = false;
					}
					if ( ! $well ) {
						WP_CLI::halt( 1 );
					}
				},
				[
					'shortdesc' => $command->about(),
					'synopsis'  => [ ...$command->synopsis(), self::FORMAT ],
				]
			);
		}
	}
}
