<?php
declare(strict_types=1);

namespace Duet\Cli;

defined( 'ABSPATH' ) || exit;

/** One of `wp duet ...`. */
interface Command {

	/** After "wp duet ". */
	public function name(): string;

	/** One line of help. */
	public function about(): string;

	/** @return list<array<string, mixed>> As WP_CLI::add_command() takes it, --format apart. */
	public function synopsis(): array;

	/**
	 * @param list<string>               $args
	 * @param array<string, string|bool> $options
	 * @return bool Whether all is well; else the exit code is 1.
	 */
	public function run( array $args, array $options, Terminal $terminal ): bool;
}
