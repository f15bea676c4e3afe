"""What a process on the plugin engine runs a plugin by: messages come and go over one inherited socket."""
